package io.tributary.agent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many bytes a value takes as JSON in UTF-8; never less than it really does. */
final class JsonSize {

    private static final int ESCAPED = 6;
    private static final int LONGEST_NUMBER = 20;

    /** The bytes of each character of ASCII. */
    private static final byte[] ASCII = new byte[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = (byte) (c < 0x20 ? ESCAPED : c == '"' || c == '\\' ? 2 : 1);
        }
    }

    private JsonSize() {}

    /** The bytes of a row, commas and line number included. */
    static int ofRow(@Nullable Object[] row) {
        int bytes = 8;
        for (Object value : row) {
            bytes += of(value) + 1;
        }
        return bytes;
    }

    private static int of(@Nullable Object value) {
        if (value instanceof String text) {
            return ofText(text);
        }
        if (value == null || value instanceof Boolean) {
            return 5;
        }
        if (value instanceof Long || value instanceof Integer) {
            return LONGEST_NUMBER;
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToInt(entry -> of(entry.getKey()) + of(entry.getValue()) + 2)
                    .sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToInt(item -> of(item) + 1).sum() + 2;
        }
        return ofText(value.toString());
    }

    static int ofText(String text) {
        int bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 128 ? ASCII[c] : beyondAscii(c);
        }
        return bytes;
    }

    /** What SQS counts for a body. */
    static int utf8(String body) {
        int bytes = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static int beyondAscii(char c) {
        return c >= 0xD800 ? ESCAPED : c < 0x800 ? 2 : 3;
    }
}

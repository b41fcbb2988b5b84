package io.tributary.api;

import io.tributary.definition.FieldType;
import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys as text, as they stand in addresses and cursors. A key of one part is its canonical text as it is. The parts of a composite
 * key are separated by commas, {@code 42,3}; a comma within a part is written {@code \,} and a backslash {@code \\}.
 */
public final class KeyText {

    private KeyText() {}

    /** The text of a key. */
    public static String format(List<FieldType> types, Key key) {
        if (types.size() == 1) {
            return types.get(0).format(key.parts().get(0));
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            String part = types.get(i).format(key.parts().get(i));
            parts.add(part.replace("\\", "\\\\").replace(",", "\\,"));
        }
        return String.join(",", parts);
    }

    /**
     * Reads the text of a key.
     *
     * @throws IllegalArgumentException if it is no key of these types; the message says what would be right
     */
    public static Key parse(List<FieldType> types, String text) {
        List<String> parts = types.size() == 1 ? List.of(text) : split(text);
        if (parts.size() != types.size()) {
            throw new IllegalArgumentException("'" + text + "' has " + parts.size() + " part(s), the key has "
                    + types.size() + ", separated by ','");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(QueryValue.parse(types.get(i), parts.get(i)));
        }
        return new Key(values);
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else if (c == '\\') {
                part.append(escaped(text, ++i));
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static char escaped(String text, int at) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (c != ',' && c != '\\') {
            throw new IllegalArgumentException("'" + text + "': a backslash stands before ',' or '\\' only");
        }
        return c;
    }
}

package io.tributary.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding that refuses what is malformed, instead of guessing. */
final class Percent {

    private Percent() {}

    /**
     * Decodes one segment of a path, in which '+' is itself.
     *
     * @throws Problem.Refusal if an escape is malformed or the bytes are no UTF-8
     */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(hexPair(text, i));
                i += 2;
            } else if (c <= 0xFF) {
                bytes.write(c); // The server hands on each byte that came as one char: a client that did not escape its
                // UTF-8.
            } else {
                throw Problem.badRequest("'" + text + "' holds a character that has to be percent-encoded");
            }
        }
        try {
            return utf8(bytes.toByteArray());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("'" + text + "' is not UTF-8 when its escapes are decoded");
        }
    }

    /** Decodes a name or a value of a query, in which '+' is a blank. */
    static String decodeQuery(String text) {
        return decode(text.replace('+', ' '));
    }

    /** @throws IllegalArgumentException if the bytes are no UTF-8 */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static int hexPair(String text, int at) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = high >= 0 ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (low < 0) {
            throw Problem.badRequest(
                    "'" + text + "': '%' stands before two hexadecimal digits only; itself it is '%25'");
        }
        return high * 16 + low;
    }
}

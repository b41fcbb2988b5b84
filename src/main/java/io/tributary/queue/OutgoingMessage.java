package io.tributary.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * One message to be sent.
 *
 * @param position its place in the caller's list
 * @param bytes the length of the body in UTF-8, which is what SQS limits and bills
 */
record OutgoingMessage(int position, String body, int bytes) {

    /** The limit of one message, and of the bodies of one request together. */
    static final int MAX_BYTES = 1_048_576;

    static final int MAX_ENTRIES = 10;

    /**
     * Measures a body.
     *
     * @throws IllegalArgumentException if SQS would refuse it
     */
    static OutgoingMessage of(int position, String body) {
        requireAllowed(position, body);
        long bytes = Utf8.length(body);
        if (bytes > MAX_BYTES || bytes == 0) {
            throw new IllegalArgumentException(
                    "message " + position + " has " + bytes + " bytes; 1 to " + MAX_BYTES + " is what SQS takes");
        }
        return new OutgoingMessage(position, body, (int) bytes);
    }

    private static void requireAllowed(int position, String body) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c >= 0x20 && c < 0x80) {
                // All of Base64 and most of JSON.
                continue;
            }
            int point = body.codePointAt(i);
            if (!isAllowed(point)) {
                throw new IllegalArgumentException(String.format(
                        "message %d has the character U+%04X at %d, which SQS refuses; escaped as JSON it could travel",
                        position, point, i));
            }
            i += Character.charCount(point) - 1;
        }
    }

    /** What XML 1.0 allows: the rule of SQS for a body. */
    private static boolean isAllowed(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    /** Splits into requests, in order: at most ten messages and 1 MiB of bodies in each. */
    static List<List<OutgoingMessage>> requests(List<OutgoingMessage> messages) {
        List<List<OutgoingMessage>> requests = new ArrayList<>();
        List<OutgoingMessage> open = new ArrayList<>();
        long bytes = 0;
        for (OutgoingMessage message : messages) {
            if (open.size() == MAX_ENTRIES || bytes + message.bytes() > MAX_BYTES) {
                requests.add(open);
                open = new ArrayList<>();
                bytes = 0;
            }
            open.add(message);
            bytes += message.bytes();
        }
        if (!open.isEmpty()) {
            requests.add(open);
        }
        return requests;
    }
}

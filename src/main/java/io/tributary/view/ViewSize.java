package io.tributary.view;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of a view's BSON while it is assembled, without writing them: a view may repeat one large lookup many times, so
 * neither the documents that were read nor the heap say how large it gets.
 */
final class ViewSize {

    /** What a document may hold, 16 MiB, less room for {@code _meta} and the command around it. */
    static final long MOST = 16 * 1024 * 1024 - 64 * 1024;

    /** Beyond this the size is not counted to its end. */
    private static final long COUNTED = 1L << 30;

    /** Documents behind one value: an aggregation over all branches names each as often as it is met. */
    private static final int DOCUMENTS = 5_000_000;

    private static final int OF_DOCUMENT = 5;

    private long bytes = OF_DOCUMENT;

    long bytes() {
        return bytes;
    }

    /** Whether the view is too large already: what comes is counted, and need not be kept. */
    boolean isOver() {
        return bytes > MOST;
    }

    /** Whether it was too large to be counted to its end. */
    boolean isBeyondCounting() {
        return bytes > COUNTED;
    }

    /**
     * Says that a view is too large.
     *
     * @param documents how many documents each join brings to it, for people
     */
    Refusal refusal(String documents) {
        return new Refusal(
                Refusal.Reason.TOO_LARGE,
                String.format(
                        "%s%,.1f MB, a document holds 16.0 MB at most; it is made of %s; "
                                + "leave fields out of the view, or split it into two",
                        isBeyondCounting() ? "more than " : "", bytes / (1024.0 * 1024), documents));
    }

    /** A field with a value that is not assembled. */
    void field(int nameBytes, Object value) {
        add(2L + nameBytes + of(value));
    }

    /** The beginning of a nested document or array. */
    void nested(int nameBytes) {
        add(2L + nameBytes + OF_DOCUMENT);
    }

    /** The beginning of an array's element; {@code value} is null where it is assembled. */
    void element(int index, @Nullable Object value) {
        int digits = 1;
        for (int i = index; i >= 10; i /= 10) {
            digits++;
        }
        add(2L + digits + (value == null ? OF_DOCUMENT : of(value)));
    }

    /** So many documents are behind one value. */
    void documents(int count) {
        if (count > DOCUMENTS) {
            throw new ViewRefusedException(
                    Refusal.Reason.TOO_LARGE,
                    String.format("more than %,d documents make one of its values", DOCUMENTS));
        }
    }

    private void add(long more) {
        bytes += more;
        if (isBeyondCounting()) {
            throw new ViewRefusedException(Refusal.Reason.TOO_LARGE, "");
        }
    }

    /** The bytes of a text in UTF-8. */
    static int utf8(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Half of a pair: two of them make four bytes.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }

    /** The bytes of a stored value, without its name. */
    static long of(@Nullable Object value) {
        if (value instanceof String text) {
            return 5L + utf8(text);
        } else if (value instanceof Long || value instanceof Date) {
            return 8;
        } else if (value instanceof Integer) {
            return 4;
        } else if (value instanceof Boolean) {
            return 1;
        } else if (value instanceof Decimal128) {
            return 16;
        } else if (value instanceof ObjectId) {
            return 12;
        } else if (value instanceof Binary binary) {
            return 5L + binary.length();
        } else if (value instanceof Map<?, ?> map) {
            long sum = OF_DOCUMENT;
            for (Map.Entry<?, ?> field : map.entrySet()) {
                sum += 2L + utf8(String.valueOf(field.getKey())) + of(field.getValue());
            }
            return sum;
        } else if (value instanceof List<?> list) {
            long sum = OF_DOCUMENT;
            for (int i = 0; i < list.size(); i++) {
                sum += 2L + String.valueOf(i).length() + of(list.get(i));
            }
            return sum;
        }
        return value == null ? 0 : 8;
    }
}

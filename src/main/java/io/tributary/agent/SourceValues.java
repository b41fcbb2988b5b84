package io.tributary.agent;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What drivers and models give, as the values of a record: numbers as Long or BigDecimal, dates and times as ISO 8601 text
 * without a zone where they have none, bytes as Base64, everything else that is no boolean as its text.
 */
public final class SourceValues {

    private SourceValues() {}

    /** The value of a record. A {@code java.sql.Timestamp} is read in this process's zone, which is the one its driver used. */
    public static @Nullable Object of(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return of(timestamp.toLocalDateTime());
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate().toString();
        }
        if (value instanceof java.util.Date date && !(value instanceof java.sql.Time)) {
            return date.toInstant().toString();
        }
        if (value instanceof LocalDateTime time) {
            return isoText(time);
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : large(value);
    }

    /** As {@code DateTimeFormatter.ISO_LOCAL_DATE_TIME} writes it, at a fifth of the time: seconds always, and no zeros at the end. */
    static String isoText(LocalDateTime time) {
        StringBuilder text = new StringBuilder(29).append(time.toLocalDate()).append('T');
        twoDigits(text, time.getHour()).append(':');
        twoDigits(text, time.getMinute()).append(':');
        twoDigits(text, time.getSecond());
        int nanos = time.getNano();
        if (nanos > 0) {
            text.append('.');
            for (int digit = 100_000_000; nanos > 0; digit /= 10) {
                text.append((char) ('0' + nanos / digit));
                nanos %= digit;
            }
        }
        return text.toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static Object number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            // NaN and the infinities are no numbers in JSON: as text the cast says what they are.
            return Double.isFinite(value) ? new BigDecimal(number.toString()) : number.toString();
        }
        return number.longValue();
    }

    private static Object large(Object value) {
        try {
            if (value instanceof Clob clob) {
                return clob.getSubString(1, (int) Math.min(clob.length(), BatchPacker.MAX_JSON_BYTES));
            }
            if (value instanceof Blob blob) {
                byte[] bytes = blob.getBytes(1, (int) Math.min(blob.length(), BatchPacker.MAX_JSON_BYTES));
                return Base64.getEncoder().encodeToString(bytes);
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "a large object cannot be read after its query (" + e.getMessage()
                            + "); leave it out with the parameter 'columns', or read it as VARCHAR through a view",
                    e);
        }
        return value.toString();
    }
}

package io.tributary.agent;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Values of keys and versions: of few types, equal when they are the same, and with a text that a checkpoint keeps and from
 * which the same value comes back as a parameter of the next query, of the type that the column has.
 */
final class TypedValue {

    private TypedValue() {}

    /**
     * The value that a driver gave.
     *
     * @throws IllegalArgumentException if it is of no type that a key or version can have
     */
    static Object of(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        }
        if (value instanceof BigInteger integer) {
            return of(new BigDecimal(integer));
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof String
                || value instanceof LocalDateTime
                || value instanceof LocalDate
                || value instanceof OffsetDateTime
                || value instanceof UUID) {
            return value;
        }
        throw new IllegalArgumentException("a value of " + value.getClass().getName()
                + " can be no key or version; a number, text, date, timestamp or UUID can");
    }

    /** The text of a value of {@link #of}: a letter for its type, then the value. */
    static String encode(Object value) {
        if (value instanceof Long) {
            return "n" + value;
        }
        if (value instanceof BigDecimal decimal) {
            return "d" + decimal;
        }
        if (value instanceof LocalDateTime) {
            return "t" + value;
        }
        if (value instanceof LocalDate) {
            return "D" + value;
        }
        if (value instanceof OffsetDateTime) {
            return "o" + value;
        }
        return (value instanceof UUID ? "u" : "s") + value;
    }

    static Object decode(String text) {
        String value = text.substring(1);
        return switch (text.charAt(0)) {
            case 'n' -> Long.valueOf(value);
            case 'd' -> new BigDecimal(value);
            case 't' -> LocalDateTime.parse(value);
            case 'D' -> LocalDate.parse(value);
            case 'o' -> OffsetDateTime.parse(value);
            case 'u' -> UUID.fromString(value);
            case 's' -> value;
            default -> throw new IllegalArgumentException("'" + text + "' is no value of a checkpoint");
        };
    }
}

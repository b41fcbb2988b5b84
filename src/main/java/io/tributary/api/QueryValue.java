package io.tributary.api;

import io.tributary.definition.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.bson.types.Decimal128;

/** Values that come with a request: parsed to the type of their field, so that a query never holds anything else. */
final class QueryValue {

    private QueryValue() {}

    /**
     * Reads a value that the database can hold.
     *
     * @throws IllegalArgumentException if the text is none of this type, or beyond what is stored; the message says which
     */
    static Object parse(FieldType type, String text) {
        if (type == FieldType.DECIMAL) {
            requireStorable(text);
        }
        Object value = type.parse(text);
        try {
            if (value instanceof LocalDate date) {
                requireStorable(date.atStartOfDay(ZoneOffset.UTC).toInstant());
            } else if (value instanceof Instant instant) {
                requireStorable(instant);
            }
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is beyond what a " + type.yamlName() + " can hold", e);
        }
        return value;
    }

    /** Before {@link FieldType#parse}, which would write 1e999999999 out in full. */
    private static void requireStorable(String text) {
        BigDecimal decimal;
        try {
            decimal = new BigDecimal(text);
        } catch (NumberFormatException e) {
            return; // FieldType says it better.
        }
        try {
            new Decimal128(decimal);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is beyond what a decimal can hold: 34 digits", e);
        }
    }

    private static void requireStorable(Instant instant) {
        long unused = instant.toEpochMilli();
    }
}

package io.tributary.cast;

import io.tributary.definition.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What cast values become in keys, versions and documents. */
final class Stored {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private Stored() {}

    /** The source version: timestamps in microseconds, dates in days since 1970, numbers as they are. */
    static long version(@Nullable Object value) {
        if (value instanceof Instant instant) {
            // Not ChronoUnit.MICROS.between, which counts nanoseconds and overflows after 292 years.
            return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("a version is a timestamp, a date or a whole number, not " + value);
    }

    /** Cuts timestamps to the milliseconds that are stored, so that equal documents, and equal keys, are equal here too. */
    static void cut(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Instant instant && instant.getNano() % NANOS_PER_MILLI != 0) {
                values[i] = instant.truncatedTo(ChronoUnit.MILLIS);
            } else if (values[i] instanceof LocalTime time && time.getNano() % NANOS_PER_MILLI != 0) {
                values[i] = time.truncatedTo(ChronoUnit.MILLIS);
            } else if (values[i] instanceof List<?> list) {
                values[i] = cut(list);
            }
        }
    }

    private static List<?> cut(List<?> list) {
        boolean times = false;
        for (Object element : list) {
            times |= element instanceof Instant || element instanceof LocalTime;
        }
        if (!times) {
            return list;
        }
        @Nullable Object[] elements = list.toArray();
        cut(elements);
        return Arrays.asList(elements);
    }

    /** A part of a key. */
    static Object keyPart(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a key has no null part");
        }
        return value instanceof BigDecimal decimal ? FieldType.normalized(decimal) : value;
    }
}

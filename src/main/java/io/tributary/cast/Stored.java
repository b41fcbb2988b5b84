package io.tributary.cast;

import io.tributary.definition.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
            }
        }
    }

    /** A part of a key. */
    static Object keyPart(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a key has no null part");
        }
        return value instanceof BigDecimal decimal ? FieldType.normalized(decimal) : value;
    }
}

package io.tributary.cast;

import io.tributary.definition.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

    /**
     * Cuts times to the milliseconds that are stored, so that equal documents, and equal keys, are equal here too.
     *
     * @param fields those that can hold any: to ask every value what it is costs more than to cast it
     */
    static void cut(@Nullable Object[] values, int[] fields) {
        for (int field : fields) {
            values[field] = cut(values[field]);
        }
    }

    private static @Nullable Object cut(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.getNano() % NANOS_PER_MILLI == 0 ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
        }
        if (value instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MILLIS);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> cut = new ArrayList<>(list.size());
            list.forEach(element -> cut.add(cut(element)));
            return cut;
        }
        return value;
    }

    /** A part of a key. */
    static Object keyPart(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a key has no null part");
        }
        return value instanceof BigDecimal decimal ? FieldType.normalized(decimal) : value;
    }
}

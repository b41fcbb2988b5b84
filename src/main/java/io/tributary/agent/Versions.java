package io.tributary.agent;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of version columns: timestamps, dates and numbers.
 *
 * @param overlap how far back each poll starts in a column of times; dates go back by whole days, at least one
 * @param overlapNumber how far back each poll starts in a column of numbers
 */
record Versions(Duration overlap, long overlapNumber) {

    /** A version further ahead of our clock than this is a mistake of the source, whatever its zone. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Where a poll starts if everything up to {@code version} was seen. */
    Object floor(Object version) {
        if (version instanceof LocalDateTime time) {
            return time.minus(overlap);
        }
        if (version instanceof OffsetDateTime time) {
            return time.minus(overlap);
        }
        if (version instanceof LocalDate date) {
            return date.minusDays(Math.max(1, overlap.toDays()));
        }
        if (version instanceof Long number) {
            return number - overlapNumber;
        }
        return ((BigDecimal) version).subtract(BigDecimal.valueOf(overlapNumber));
    }

    /**
     * Whether the checkpoint may move to this version. One row dated in 2099 must not make the agent wait for that year: such
     * rows are published, and read again with each poll, but the checkpoint stays behind them.
     */
    static boolean isPlausible(Object version, Instant now) {
        LocalDateTime limit = LocalDateTime.ofInstant(now.plus(AHEAD), ZoneOffset.UTC);
        if (version instanceof LocalDateTime time) {
            return time.isBefore(limit);
        }
        if (version instanceof OffsetDateTime time) {
            return time.toInstant().isBefore(now.plus(AHEAD));
        }
        return !(version instanceof LocalDate date) || !date.isAfter(limit.toLocalDate());
    }

    /** The later of two versions of the same column. */
    @SuppressWarnings("unchecked")
    static Object later(@Nullable Object one, Object other) {
        if (one == null) {
            return other;
        }
        if (!one.getClass().equals(other.getClass())) {
            return number(one).compareTo(number(other)) >= 0 ? one : other;
        }
        return ((Comparable<Object>) one).compareTo(other) >= 0 ? one : other;
    }

    /** Whether one version of a column is later than another. */
    static boolean isAfter(Object one, Object other) {
        return !later(other, one).equals(other);
    }

    /**
     * The version that a driver gave.
     *
     * @throws IllegalArgumentException if the column is of no type that orders updates
     */
    static Object of(Object value) {
        Object version = TypedValue.of(value);
        if (version instanceof String || version instanceof java.util.UUID) {
            throw new IllegalArgumentException("the version column holds '" + version
                    + "', a text; a timestamp, a date or a number orders updates");
        }
        return version;
    }

    private static BigDecimal number(Object version) {
        if (version instanceof Number) {
            return new BigDecimal(version.toString());
        }
        throw new IllegalArgumentException("the version column has changed its type: " + version
                + " is no number; remove the agent's checkpoint to start anew");
    }
}

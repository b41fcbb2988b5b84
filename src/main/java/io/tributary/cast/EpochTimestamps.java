package io.tributary.cast;

import io.tributary.definition.EpochFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Timestamps that are counted since 1970; fractions of the unit are kept to the nanosecond. */
final class EpochTimestamps implements TimestampFormat {

    private static final int LONGEST = 40;
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(1_000_000_000_000L);

    private final EpochFormat format;

    EpochTimestamps(EpochFormat format) {
        this.format = format;
    }

    @Override
    public @Nullable Instant parse(Object value) {
        BigDecimal count = value instanceof String text ? number(text) : Numbers.exact(value);
        if (count == null || count.precision() > LONGEST || Math.abs(count.scale()) > LONGEST) {
            return null;
        }
        BigDecimal seconds = count.movePointLeft(format.decimals());
        if (seconds.abs().compareTo(FARTHEST) > 0) {
            throw CastFailure.of(value, "is not a timestamp of the years 1 to 9999");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        BigDecimal nanos = seconds.subtract(whole).movePointRight(9);
        return Instant.ofEpochSecond(whole.longValue(), nanos.longValue());
    }

    private static @Nullable BigDecimal number(String text) {
        return text.length() <= LONGEST && Numbers.isPlainNumber(text, '.') ? new BigDecimal(text) : null;
    }
}

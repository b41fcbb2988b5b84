package io.tributary.cast;

import io.tributary.definition.EpochFormat;
import io.tributary.definition.FieldType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points in time of the years 1 to 9999, by ISO 8601 (with {@code T} or a blank before the time, with or without an offset) or by
 * the definition's formats, the first that fits. A text without an offset is local to the field's zone: a time that the clocks left
 * out in spring is rejected, one that they showed twice in autumn is the earlier of the two. Keeps the source's precision; the caster
 * cuts it to milliseconds once the version has been taken.
 */
final class TimestampCast implements ValueCast {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST =
            Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1);

    private final List<String> names;
    private final TimestampFormat[] formats;
    private final LocalZone zone;

    private TimestampCast(List<String> names, TimestampFormat[] formats, LocalZone zone) {
        this.names = names;
        this.formats = formats;
        this.zone = zone;
    }

    static TimestampCast of(List<String> names, @Nullable Locale locale, @Nullable ZoneId zone) {
        LocalZone local = new LocalZone(zone == null ? ZoneOffset.UTC : zone);
        TimestampFormat[] formats = names.isEmpty()
                ? new TimestampFormat[] {new IsoTimestamps(local)}
                : names.stream().map(name -> format(name, locale, local)).toArray(TimestampFormat[]::new);
        return new TimestampCast(names, formats, local);
    }

    private static TimestampFormat format(String name, @Nullable Locale locale, LocalZone zone) {
        EpochFormat epoch = EpochFormat.of(name);
        return epoch == null ? new PatternTimestamps(name, locale, zone) : new EpochTimestamps(epoch);
    }

    @Override
    public Object cast(Object value) {
        Instant instant = value instanceof Instant known ? known : parse(value);
        if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
            throw CastFailure.of(value, "is not a timestamp of the years 1 to 9999");
        }
        return instant;
    }

    private Instant parse(Object value) {
        if (value instanceof LocalDateTime local) {
            return zone.instant(local, value);
        }
        for (TimestampFormat format : formats) {
            Instant instant = format.parse(value);
            if (instant != null) {
                return instant;
            }
        }
        throw CastFailure.of(
                value,
                "is not a " + FieldType.TIMESTAMP.yamlName() + " of the form "
                        + (names.isEmpty()
                                ? "2026-01-31T10:00:00 (ISO 8601; format names another)"
                                : String.join(" or ", names)));
    }
}

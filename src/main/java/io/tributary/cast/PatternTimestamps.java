package io.tributary.cast;

import io.tributary.definition.DatePattern;
import io.tributary.definition.FieldType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Timestamps of a pattern; whole numbers count as their digits. */
final class PatternTimestamps implements TimestampFormat {

    private final DateTimeFormatter formatter;
    private final LocalZone zone;
    private final @Nullable FixedWidths fixed;

    PatternTimestamps(String pattern, @Nullable Locale locale, LocalZone zone) {
        this.formatter = DatePattern.compile(FieldType.TIMESTAMP, pattern, locale);
        this.zone = zone;
        this.fixed = FixedWidths.of(pattern);
    }

    @Override
    public @Nullable Instant parse(Object value) {
        if (!(value instanceof String) && !(value instanceof Long)) {
            return null;
        }
        String text = value.toString();
        LocalDateTime local = fixed == null ? null : fixed.dateTime(text);
        if (local != null) {
            return zone.instant(local, value);
        }
        try {
            return instant(formatter.parse(text), zone, value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static Instant instant(TemporalAccessor parsed, LocalZone zone, Object value) {
        return parsed.isSupported(ChronoField.INSTANT_SECONDS)
                ? Instant.from(parsed)
                : zone.instant(LocalDateTime.from(parsed), value);
    }
}

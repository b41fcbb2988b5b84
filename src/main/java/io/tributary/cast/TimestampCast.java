package io.tributary.cast;

import io.tributary.definition.DatePattern;
import io.tributary.definition.FieldType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points in time of the years 1 to 9999, by ISO 8601 (with {@code T} or a blank before the time, with or without an offset) or by
 * the definition's pattern. A text without an offset is local to the field's zone: a time that the clocks left out in spring is
 * rejected, one that they showed twice in autumn is the earlier of the two. Keeps the source's precision; the caster cuts it to
 * milliseconds once the version has been taken.
 */
final class TimestampCast implements ValueCast {

    private static final DateTimeFormatter ISO = iso('T');
    private static final DateTimeFormatter ISO_WITH_BLANK = iso(' ');
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST =
            Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1);

    private final @Nullable String pattern;
    private final @Nullable DateTimeFormatter formatter;
    private final ZoneId zone;

    TimestampCast(@Nullable String pattern, @Nullable ZoneId zone) {
        this.pattern = pattern;
        this.formatter = pattern == null ? null : DatePattern.compile(FieldType.TIMESTAMP, pattern);
        this.zone = zone == null ? ZoneOffset.UTC : zone;
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
            return atZone(local, value);
        }
        if (!(value instanceof String) && !(value instanceof Long && pattern != null)) {
            throw failure(value);
        }
        String text = value.toString();
        try {
            TemporalAccessor parsed = formatterOf(text).parse(text);
            return parsed.isSupported(ChronoField.INSTANT_SECONDS)
                    ? Instant.from(parsed)
                    : atZone(LocalDateTime.from(parsed), value);
        } catch (DateTimeException e) {
            throw failure(value);
        }
    }

    private DateTimeFormatter formatterOf(String text) {
        if (formatter != null) {
            return formatter;
        }
        return text.length() > 10 && text.charAt(10) == ' ' ? ISO_WITH_BLANK : ISO;
    }

    private Instant atZone(LocalDateTime local, Object value) {
        if (zone instanceof ZoneOffset offset) {
            return local.toInstant(offset);
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw CastFailure.of(value, "does not exist in " + zone + ", where the clocks went forward over it");
        }
        return local.toInstant(offsets.get(0));
    }

    private CastFailure failure(Object value) {
        return CastFailure.of(
                value,
                "is not a timestamp of the form "
                        + (pattern == null ? "2026-01-31T10:00:00 (ISO 8601; format names another)" : pattern));
    }

    private static DateTimeFormatter iso(char separator) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .appendLiteral(separator)
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                // +0100 has to be tried before +01 and +01:00, which would take its first half.
                .optionalStart()
                .appendOffset("+HHMM", "+0000")
                .optionalEnd()
                .optionalStart()
                .appendOffset("+HH:mm", "Z")
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}

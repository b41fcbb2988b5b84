package io.tributary.cast;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** ISO 8601, with {@code T} or a blank before the time, with or without an offset. */
final class IsoTimestamps implements TimestampFormat {

    private static final DateTimeFormatter ISO = iso('T');
    private static final DateTimeFormatter ISO_WITH_BLANK = iso(' ');

    private static final FixedWidths WITH_T = widths("uuuu-MM-dd'T'HH:mm:ss");
    private static final FixedWidths WITH_BLANK = widths("uuuu-MM-dd HH:mm:ss");

    private final LocalZone zone;

    IsoTimestamps(LocalZone zone) {
        this.zone = zone;
    }

    private static FixedWidths widths(String pattern) {
        return Objects.requireNonNull(FixedWidths.of(pattern));
    }

    @Override
    public @Nullable Instant parse(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        boolean blank = text.length() > 10 && text.charAt(10) == ' ';
        Instant fast = fast(text, blank ? WITH_BLANK : WITH_T);
        if (fast != null) {
            return fast;
        }
        try {
            return PatternTimestamps.instant((blank ? ISO_WITH_BLANK : ISO).parse(text), zone, value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whole seconds, local or with a Z; the rest is for the formatter. */
    private @Nullable Instant fast(String text, FixedWidths widths) {
        int last = text.length() - 1;
        boolean utc = last == 19 && text.charAt(last) == 'Z';
        LocalDateTime local = widths.dateTime(utc ? text.substring(0, last) : text);
        return local == null ? null : utc ? local.toInstant(ZoneOffset.UTC) : zone.instant(local, text);
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

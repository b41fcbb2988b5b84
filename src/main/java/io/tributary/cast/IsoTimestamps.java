package io.tributary.cast;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ISO 8601, with {@code T} or a blank before the time, with or without an offset. */
final class IsoTimestamps implements TimestampFormat {

    private static final DateTimeFormatter ISO = iso('T');
    private static final DateTimeFormatter ISO_WITH_BLANK = iso(' ');

    private final LocalZone zone;

    IsoTimestamps(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public @Nullable Instant parse(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        boolean blank = text.length() > 10 && text.charAt(10) == ' ';
        try {
            return PatternTimestamps.instant((blank ? ISO_WITH_BLANK : ISO).parse(text), zone, value);
        } catch (DateTimeException e) {
            return null;
        }
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

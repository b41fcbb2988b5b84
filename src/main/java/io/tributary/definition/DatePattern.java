package io.tributary.definition;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the patterns of dates and timestamps, so that only real dates pass: 31/02/2000 is none. The letters are those of
 * {@link DateTimeFormatter}; {@code y} means the year as people write it (in java.time's strict mode it would need an era), names
 * of months and days are those of the locale, upper and lower case count as the same.
 */
public final class DatePattern {

    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(LocalDateTime.of(2026, 11, 28, 22, 45, 56, 123_456_000), ZoneOffset.UTC);

    private DatePattern() {}

    /**
     * The formatter of a pattern.
     *
     * @param type {@code DATE}, {@code TIMESTAMP} or {@code TIME}
     * @param locale whose names of months and days the pattern has; English where there is none
     * @throws IllegalArgumentException if it is no pattern, or cannot hold a value of the type
     */
    public static DateTimeFormatter compile(FieldType type, String pattern, @Nullable Locale locale) {
        DateTimeFormatter formatter = formatter(type, pattern, locale == null ? Locale.ENGLISH : locale);
        TemporalAccessor sample;
        try {
            sample = formatter.parse(formatter.format(SAMPLE));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(is(type, pattern) + ": " + e.getMessage(), e);
        }
        if (type != FieldType.TIME && !SAMPLE.toLocalDate().equals(sample.query(TemporalQueries.localDate()))) {
            String week = pattern.indexOf('Y') >= 0 ? " (YYYY is the year of the week; the year is yyyy)" : "";
            throw new IllegalArgumentException(
                    is(type, pattern) + ": it holds no whole date, such as dd/MM/yyyy" + week);
        }
        if (type == FieldType.TIMESTAMP && sample.query(TemporalQueries.localTime()) == null) {
            throw new IllegalArgumentException(
                    is(type, pattern) + ": it holds no time, such as HH:mm:ss; without one the type is date");
        }
        if (type == FieldType.TIME && sample.query(TemporalQueries.localTime()) == null) {
            throw new IllegalArgumentException(is(type, pattern) + ": it holds no time, such as HH:mm:ss");
        }
        return formatter;
    }

    private static DateTimeFormatter formatter(FieldType type, String pattern, Locale locale) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(withoutEra(pattern))
                    .toFormatter(locale)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(is(type, pattern) + ": " + e.getMessage(), e);
        }
    }

    /** Writes {@code u} for {@code y} outside quotes, unless the pattern has an era. */
    private static String withoutEra(String pattern) {
        StringBuilder text = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            if (!quoted && letter == 'G') {
                return pattern;
            }
            if (!quoted && letter == 'y') {
                text.setCharAt(i, 'u');
            }
        }
        return text.toString();
    }

    private static String is(FieldType type, String pattern) {
        return "'" + pattern + "' is no pattern of a " + type.yamlName();
    }
}

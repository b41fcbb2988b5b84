package io.tributary.cast;

import io.tributary.definition.DatePattern;
import io.tributary.definition.FieldType;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times of the day, by ISO 8601 ({@code 10:00}, {@code 10:00:00}, {@code 10:00:00.5}) or by the definition's patterns, the first that
 * fits. {@code 24:00} is none: it is the next day's.
 */
final class TimeCast implements ValueCast {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final List<String> patterns;
    private final DateTimeFormatter[] formatters;

    TimeCast(List<String> patterns, @Nullable Locale locale) {
        this.patterns = patterns;
        this.formatters = patterns.isEmpty()
                ? new DateTimeFormatter[] {ISO}
                : patterns.stream()
                        .map(pattern -> DatePattern.compile(FieldType.TIME, pattern, locale))
                        .toArray(DateTimeFormatter[]::new);
    }

    @Override
    public Object cast(Object value) {
        if (value instanceof LocalTime) {
            return value;
        }
        if (value instanceof LocalDateTime local) {
            return local.toLocalTime();
        }
        if (value instanceof String || (value instanceof Long && !patterns.isEmpty())) {
            String text = value.toString();
            for (DateTimeFormatter formatter : formatters) {
                try {
                    return LocalTime.parse(text, formatter);
                } catch (DateTimeParseException e) {
                    continue; // The next one may fit.
                }
            }
        }
        throw CastFailure.of(
                value,
                "is not a time of the form "
                        + (patterns.isEmpty()
                                ? "10:00:00 (ISO 8601; format names another)"
                                : String.join(" or ", patterns)));
    }
}

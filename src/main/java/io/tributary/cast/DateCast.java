package io.tributary.cast;

import io.tributary.definition.DatePattern;
import io.tributary.definition.FieldType;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Calendar dates of the years 1 to 9999, by ISO 8601 or by the definition's patterns, the first that fits. Of a pattern with a time
 * the date counts. Numbers are dates where there is a pattern: 20260131 for {@code yyyyMMdd}.
 */
final class DateCast implements ValueCast {

    private final List<String> patterns;
    private final DateTimeFormatter[] formatters;
    private final @Nullable FixedWidths first;

    DateCast(List<String> patterns, @Nullable Locale locale) {
        this.patterns = patterns;
        this.first = FixedWidths.of(patterns.isEmpty() ? "uuuu-MM-dd" : patterns.get(0));
        this.formatters = patterns.isEmpty()
                ? new DateTimeFormatter[] {DateTimeFormatter.ISO_LOCAL_DATE}
                : patterns.stream()
                        .map(pattern -> DatePattern.compile(FieldType.DATE, pattern, locale))
                        .toArray(DateTimeFormatter[]::new);
    }

    @Override
    public Object cast(Object value) {
        LocalDate date = value instanceof LocalDate known ? known : parse(value);
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw CastFailure.of(value, "is not a date of the years 1 to 9999");
        }
        return date;
    }

    private LocalDate parse(Object value) {
        if (value instanceof String || (value instanceof Long && !patterns.isEmpty())) {
            String text = value.toString();
            LocalDate fast = first == null ? null : first.date(text);
            if (fast != null) {
                return fast;
            }
            for (DateTimeFormatter formatter : formatters) {
                try {
                    return LocalDate.parse(text, formatter);
                } catch (DateTimeParseException e) {
                    continue; // The next one may fit.
                }
            }
        }
        throw CastFailure.of(
                value,
                "is not a date of the form "
                        + (patterns.isEmpty()
                                ? "2026-01-31 (ISO 8601; format names another)"
                                : String.join(" or ", patterns)));
    }
}

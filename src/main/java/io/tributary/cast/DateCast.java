package io.tributary.cast;

import io.tributary.definition.DatePattern;
import io.tributary.definition.FieldType;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Calendar dates of the years 1 to 9999, by ISO 8601 or by the definition's pattern. Of a pattern with a time the date counts.
 * Numbers are dates where there is a pattern: 20260131 for {@code yyyyMMdd}.
 */
final class DateCast implements ValueCast {

    private final @Nullable String pattern;
    private final DateTimeFormatter formatter;

    DateCast(@Nullable String pattern) {
        this.pattern = pattern;
        this.formatter =
                pattern == null ? DateTimeFormatter.ISO_LOCAL_DATE : DatePattern.compile(FieldType.DATE, pattern);
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
        if (value instanceof String || (value instanceof Long && pattern != null)) {
            try {
                return LocalDate.parse(value.toString(), formatter);
            } catch (DateTimeParseException e) {
                throw failure(value);
            }
        }
        throw failure(value);
    }

    private CastFailure failure(Object value) {
        return CastFailure.of(
                value,
                "is not a date of the form "
                        + (pattern == null ? "2026-01-31 (ISO 8601; format names another)" : pattern));
    }
}

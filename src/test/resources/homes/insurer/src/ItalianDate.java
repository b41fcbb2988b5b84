package com.example.insurer;

import io.tributary.cast.CastFunction;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Dates with the name of the month: {@code 1 marzo 2024}. A definition names it {@code cast: italianDate}. */
public final class ItalianDate implements CastFunction {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ITALIAN).withResolverStyle(ResolverStyle.STRICT);

    @Override
    public Object cast(Object value) {
        try {
            return LocalDate.parse(value.toString().toLowerCase(Locale.ITALIAN), FORMAT);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + value + "' is no Italian date such as 1 marzo 2024");
        }
    }
}

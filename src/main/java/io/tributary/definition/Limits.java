package io.tributary.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value has to keep to once it is of its type.
 *
 * @param pattern a regular expression ({@link TextPattern}) that matches a text as a whole, or null
 * @param min the least value, of the field's type, or null
 * @param max the greatest value, of the field's type, or null
 * @param oneOf the values that there are, of the field's type; empty for any
 * @param minLength the fewest characters or elements, or null
 * @param maxLength the most characters or elements, or null
 */
public record Limits(
        @Nullable String pattern,
        @Nullable Object min,
        @Nullable Object max,
        List<Object> oneOf,
        @Nullable Integer minLength,
        @Nullable Integer maxLength) {

    /** Any value. */
    public static final Limits NONE = new Limits(null, null, null, List.of(), null, null);

    public Limits {
        oneOf = List.copyOf(oneOf);
    }
}

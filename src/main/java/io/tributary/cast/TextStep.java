package io.tributary.cast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of texts. Numbers and booleans count as their text; of a list it sees each element, and leaves out what becomes nothing. */
@FunctionalInterface
interface TextStep extends Step {

    StringCast TEXT = new StringCast();

    /** The value of one text, or null for none. */
    @Nullable
    Object of(String text);

    /** For lambdas. */
    static Step of(TextStep step) {
        return step;
    }

    @Override
    default @Nullable Object apply(Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (!(value instanceof List<?> list)) {
            return of(TEXT.cast(value).toString());
        }
        List<Object> results = new ArrayList<>(list.size());
        for (Object element : list) {
            Object result = element == null ? null : apply(element);
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }
}

package io.tributary.cast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of texts. Holds no state. */
@FunctionalInterface
interface TextStep {

    StringCast TEXT = new StringCast();

    /** The value of one text, or null for none. */
    @Nullable
    Object of(String text);

    /**
     * The step of any value: numbers and booleans count as their text; of a list it sees each element, and leaves out what becomes
     * nothing.
     */
    static Step of(TextStep step) {
        return value -> apply(step, value);
    }

    private static @Nullable Object apply(TextStep step, Object value) {
        if (value instanceof String text) {
            return step.of(text);
        }
        if (!(value instanceof List<?> list)) {
            return step.of(TEXT.cast(value).toString());
        }
        List<Object> results = new ArrayList<>(list.size());
        for (Object element : list) {
            Object result = element == null ? null : apply(step, element);
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }
}

package io.tributary.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An own function: makes one value of a view of others. Definitions name it with {@code function:} and say with {@code with:} what it
 * is given; it sees nothing else, so that everybody knows what the view depends on. It has to give the same for the same values, and is
 * called by several threads at once.
 */
@FunctionalInterface
public interface ViewFunction {

    /**
     * Makes the value.
     *
     * @param values by the names of {@code with}: a String, Integer, Long, BigDecimal, Double, Boolean, LocalDate, Instant, a Map of a
     *     document, a List of an array; null for what is missing
     * @return a value of the type that the definition names, or null for none
     * @throws RuntimeException if there can be none for these values: then this view is not written, the last one stays, and the message
     *     is the reason
     */
    @Nullable
    Object apply(Map<String, @Nullable Object> values);
}

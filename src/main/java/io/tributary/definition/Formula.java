package io.tributary.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What computes one value from several named ones: an {@link Expression} or a {@link Template}. Compiled once, used by any thread. */
public sealed interface Formula permits Expression, Template {

    /** The text as it stands in the definition. */
    String text();

    /** The names that it reads, in the order of their first use; a path has dots: {@code customer.name}. */
    List<String> names();

    /**
     * The value.
     *
     * @param values answers the value of a name of {@link #names()}, or null if there is none. For a path it may be asked for the
     *     beginning ({@code customer}) first, and answers null or a Map of what is below
     * @return a String, Boolean, Long, BigDecimal, Map, List or whatever {@code values} gave; null if there is no value
     * @throws ExpressionFailure if there can be none for these values: text where a number is due, a division by zero
     */
    @Nullable
    Object evaluate(Values values);

    /** The values that a formula reads. */
    @FunctionalInterface
    interface Values {

        @Nullable
        Object get(String name);
    }
}

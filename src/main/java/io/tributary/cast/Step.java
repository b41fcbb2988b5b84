package io.tributary.cast;

import org.jspecify.annotations.Nullable;

/** One step of a field's cast. Holds no state. */
@FunctionalInterface
interface Step {

    /**
     * The value to go on with, or null for none.
     *
     * @param value never null; a String, Boolean, number, Map or List
     * @throws CastFailure if it cannot be cast
     */
    @Nullable
    Object apply(Object value);
}

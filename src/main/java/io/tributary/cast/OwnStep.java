package io.tributary.cast;

import org.jspecify.annotations.Nullable;

/** An own function as a step. It is foreign code: whatever it throws rejects this record and no other. */
final class OwnStep implements Step {

    private final CastFunction function;
    private final boolean trim;

    OwnStep(CastFunction function, boolean trim) {
        this.function = function;
        this.trim = trim;
    }

    @Override
    public @Nullable Object apply(Object value) {
        Object result = call(value);
        return trim && result instanceof String text ? text.strip() : result;
    }

    private @Nullable Object call(Object value) {
        try {
            return function.cast(value);
        } catch (IllegalArgumentException e) {
            throw e.getMessage() == null ? broken(value, e) : new CastFailure(e.getMessage());
        } catch (RuntimeException e) {
            throw broken(value, e);
        }
    }

    private static CastFailure broken(Object value, RuntimeException e) {
        return CastFailure.of(value, "made its own cast fail: " + e);
    }
}

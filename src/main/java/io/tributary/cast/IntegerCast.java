package io.tributary.cast;

import org.jspecify.annotations.Nullable;

/** Whole numbers of 32 bits. */
final class IntegerCast implements ValueCast {

    private static final String REASON = "is not an integer: a whole number";

    private final @Nullable Character grouping;

    IntegerCast(@Nullable Character grouping) {
        this.grouping = grouping;
    }

    @Override
    public Object cast(Object value) {
        if (value instanceof Integer) {
            return value;
        }
        long number = LongCast.parse(value, REASON, grouping);
        if (number != (int) number) {
            throw CastFailure.of(value, "is beyond the range of an integer; type long holds it");
        }
        return (int) number;
    }
}

package io.tributary.cast;

import java.math.BigDecimal;

/** Text as it is; numbers as plain digits, without an exponent; booleans as {@code true} and {@code false}. */
final class StringCast implements ValueCast {

    @Override
    public Object cast(Object value) {
        if (value instanceof String text) {
            return Surrogates.checked(text);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        BigDecimal number = Numbers.exact(value);
        if (number == null) {
            throw CastFailure.of(value, "is not a text");
        }
        if (Numbers.storable(number) == null) {
            throw CastFailure.of(value, "has more digits than the 34 of a number; send it as a text");
        }
        return number.toPlainString();
    }
}

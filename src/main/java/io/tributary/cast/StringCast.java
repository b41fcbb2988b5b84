package io.tributary.cast;

import io.tributary.record.Surrogates;
import java.math.BigDecimal;

/** Text as it is; numbers as plain digits, without an exponent; booleans as {@code true} and {@code false}. */
final class StringCast implements ValueCast {

    @Override
    public Object cast(Object value) {
        if (value instanceof String text) {
            return paired(text, text);
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

    /**
     * The text, of which every character can be stored.
     *
     * @throws CastFailure if it cannot be stored without a change
     */
    static String paired(String text, Object whole) {
        if (!Surrogates.arePaired(text)) {
            throw CastFailure.of(whole, "holds half of a surrogate pair, which no UTF-8 text can hold");
        }
        return text;
    }
}

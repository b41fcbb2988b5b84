package io.tributary.cast;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact decimals of up to 34 digits. No exponent, and grouping only where the definition has it:
 * {@code 1.234} is never guessed to be a thousand. */
final class DecimalCast implements ValueCast {

    /** Beyond any number that fits: the time to read one grows with the square of its length. */
    private static final int LONGEST = 200;

    private final char separator;
    private final @Nullable Character grouping;

    DecimalCast(char separator, @Nullable Character grouping) {
        this.separator = separator;
        this.grouping = grouping;
    }

    @Override
    public Object cast(Object value) {
        BigDecimal number = value instanceof String text ? parse(text) : Numbers.exact(value);
        if (number == null) {
            throw CastFailure.of(value, "is not a decimal such as 1234" + separator + "5");
        }
        BigDecimal storable = Numbers.storable(number);
        if (storable == null) {
            throw CastFailure.of(value, "has more digits than the 34 of a decimal");
        }
        return storable;
    }

    private BigDecimal parse(String text) {
        String digits = grouping == null ? text : Numbers.ungrouped(text, grouping, separator);
        if (digits == null || !Numbers.isPlainNumber(digits, separator)) {
            throw CastFailure.of(text, "is not a decimal such as 1234" + separator + "5");
        }
        if (text.length() > LONGEST) {
            throw CastFailure.of(text, "has more digits than the 34 of a decimal");
        }
        return new BigDecimal(separator == '.' ? digits : digits.replace(separator, '.'));
    }
}

package io.tributary.cast;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Floating point numbers, finite ones only; an exponent is allowed, hexadecimal and {@code NaN} are not. */
final class DoubleCast implements ValueCast {

    private final char separator;
    private final @Nullable Character grouping;

    DoubleCast(char separator, @Nullable Character grouping) {
        this.separator = separator;
        this.grouping = grouping;
    }

    @Override
    public Object cast(Object value) {
        double number = value instanceof String text ? parse(text) : ofNumber(value);
        if (!Double.isFinite(number)) {
            throw CastFailure.of(value, "is beyond the range of a double");
        }
        return number;
    }

    private double ofNumber(Object value) {
        BigDecimal exact = Numbers.exact(value);
        if (exact == null) {
            throw CastFailure.of(value, "is not a double such as 1234" + separator + "5");
        }
        return exact.doubleValue();
    }

    private double parse(String text) {
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = exponent < 0 ? text : text.substring(0, exponent);
        String digits = grouping == null ? mantissa : Numbers.ungrouped(mantissa, grouping, separator);
        boolean plain = digits != null
                && Numbers.isPlainNumber(digits, separator)
                && (exponent < 0 || Numbers.isPlainNumber(text.substring(exponent + 1), 'e'));
        if (digits == null || !plain) {
            throw CastFailure.of(text, "is not a double such as 1234" + separator + "5");
        }
        String power = exponent < 0 ? "" : text.substring(exponent);
        return Double.parseDouble((separator == '.' ? digits : digits.replace(separator, '.')) + power);
    }
}

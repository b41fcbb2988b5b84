package io.tributary.cast;

import java.math.BigDecimal;

/** Floating point numbers, finite ones only; an exponent is allowed, hexadecimal and {@code NaN} are not. */
final class DoubleCast implements ValueCast {

    private final char separator;

    DoubleCast(char separator) {
        this.separator = separator;
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
        boolean plain = exponent < 0
                ? Numbers.isPlainNumber(text, separator)
                : Numbers.isPlainNumber(text.substring(0, exponent), separator)
                        && Numbers.isPlainNumber(text.substring(exponent + 1), 'e');
        if (!plain) {
            throw CastFailure.of(text, "is not a double such as 1234" + separator + "5");
        }
        return Double.parseDouble(separator == '.' ? text : text.replace(separator, '.'));
    }
}

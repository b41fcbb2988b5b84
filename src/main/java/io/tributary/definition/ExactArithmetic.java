package io.tributary.definition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.BinaryOperator;
import org.apache.commons.jexl3.JexlArithmetic;
import org.jspecify.annotations.Nullable;

/**
 * How expressions compute: exactly, with 34 digits. JEXL itself takes 0.1 for a double, 7 / 2 for 3, and {@code "1" + "2"} for 3
 * but {@code "1" + "b"} for 1b. Here operators of numbers take numbers and texts that are numbers, and nothing else; the result of
 * an operation with a missing value is missing; a comparison with a missing value is false.
 */
final class ExactArithmetic extends JexlArithmetic {

    private static final int LONGEST = 200;

    ExactArithmetic() {
        super(false, MathContext.DECIMAL128, -1);
    }

    @Override
    public @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        return compute(left, right, "+", (a, b) -> a.add(b, MathContext.DECIMAL128));
    }

    @Override
    public @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
        return compute(left, right, "-", (a, b) -> a.subtract(b, MathContext.DECIMAL128));
    }

    @Override
    public @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
        return compute(left, right, "*", (a, b) -> a.multiply(b, MathContext.DECIMAL128));
    }

    @Override
    public @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
        return compute(left, right, "/", (a, b) -> a.divide(divisor(b), MathContext.DECIMAL128));
    }

    @Override
    public @Nullable Object mod(@Nullable Object left, @Nullable Object right) {
        return compute(left, right, "%", (a, b) -> a.remainder(divisor(b), MathContext.DECIMAL128));
    }

    @Override
    public @Nullable Object negate(@Nullable Object value) {
        return value == null ? null : number(value, "-").negate();
    }

    @Override
    public @Nullable Object positivize(@Nullable Object value) {
        return value == null ? null : number(value, "+");
    }

    @Override
    public boolean equals(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof Number || right instanceof Number) {
            BigDecimal a = exact(left);
            BigDecimal b = exact(right);
            return a != null && b != null && a.compareTo(b) == 0;
        }
        return left instanceof Boolean || right instanceof Boolean
                ? left.toString().equals(right.toString())
                : left.equals(right);
    }

    @Override
    public boolean lessThan(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order(left, right, "<") < 0;
    }

    @Override
    public boolean lessThanOrEqual(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order(left, right, "<=") <= 0;
    }

    @Override
    public boolean greaterThan(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order(left, right, ">") > 0;
    }

    @Override
    public boolean greaterThanOrEqual(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order(left, right, ">=") >= 0;
    }

    /** True for {@code true} and the text of it; a missing value is false. */
    @Override
    public boolean toBoolean(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ExpressionFailure("'" + shown(value) + "' is no condition: true or false");
        };
    }

    /** A number as a decimal, a text if it is one; null for anything else. */
    static @Nullable BigDecimal exact(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        boolean finite = !(value instanceof Double d) || Double.isFinite(d);
        String text = value instanceof Number || value instanceof String
                ? value.toString().strip()
                : "";
        if (!finite || text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A whole result of whole numbers stays a long, as JSON has it. */
    static Object narrowed(BigDecimal number) {
        boolean isLong = number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE;
        return isLong ? (Object) number.longValueExact() : number;
    }

    private static @Nullable Object compute(
            @Nullable Object left, @Nullable Object right, String operator, BinaryOperator<BigDecimal> operation) {
        if (left == null || right == null) {
            return null;
        }
        try {
            return narrowed(operation.apply(number(left, operator), number(right, operator)));
        } catch (ArithmeticException e) {
            throw new ExpressionFailure("'" + shown(left) + "' " + operator + " '" + shown(right) + "' has no result");
        }
    }

    private static int order(Object left, Object right, String operator) {
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof Number || right instanceof Number) {
            return number(left, operator).compareTo(number(right, operator));
        }
        return ordered(left, right, operator);
    }

    @SuppressWarnings("unchecked") // Of one class: they compare with each other.
    private static int ordered(Object left, Object right, String operator) {
        if (left instanceof Comparable<?> a && left.getClass() == right.getClass()) {
            return ((Comparable<Object>) a).compareTo(right);
        }
        throw new ExpressionFailure(
                "'" + shown(left) + "' and '" + shown(right) + "' have no order, as " + operator + " needs it");
    }

    static BigDecimal number(Object value, String operator) {
        BigDecimal number = exact(value);
        if (number == null) {
            throw new ExpressionFailure("'" + shown(value) + "' is no number, as " + operator + " needs it");
        }
        return number;
    }

    private static BigDecimal divisor(BigDecimal value) {
        if (value.signum() == 0) {
            throw new ExpressionFailure("divides by zero");
        }
        return value;
    }

    static String shown(Object value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}

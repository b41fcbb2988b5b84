package io.tributary.cast;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Amounts of money and percentages as people and mainframes write them. */
final class Amounts {

    private Amounts() {}

    /** The number alone, with its sign before it; a text that is more than that stays as it is, for the type to reject. */
    static @Nullable Object undressed(String text) {
        String bare = withoutCurrency(text.strip());
        boolean negative = bare.startsWith("(") && bare.endsWith(")");
        if (negative) {
            bare = withoutCurrency(bare.substring(1, bare.length() - 1).strip());
        }
        int last = bare.length() - 1;
        if (last > 0
                && !negative
                && (bare.charAt(last) == '-' || bare.charAt(last) == '+')
                && !isSign(bare.charAt(0))) {
            negative = bare.charAt(last) == '-';
            bare = bare.substring(0, last).strip();
        } else if (!bare.isEmpty() && isSign(bare.charAt(0)) && !negative) {
            negative = bare.charAt(0) != '+';
            bare = withoutCurrency(bare.substring(1).strip());
        }
        boolean number = !bare.isEmpty() && isNumeral(bare);
        return number ? (negative ? "-" : "") + bare : text;
    }

    /** A hundredth. */
    static Object percent(Object value, DecimalCast decimal) {
        Object number = value;
        if (value instanceof String text && text.endsWith("%")) {
            number = text.substring(0, text.length() - 1).strip();
        }
        try {
            return ((BigDecimal) decimal.cast(number)).movePointLeft(2);
        } catch (CastFailure e) {
            throw CastFailure.of(value, "is no percentage");
        }
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+' || c == '\u2212';
    }

    /** Cuts a sign of a currency, or three letters, from either end. */
    private static String withoutCurrency(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int begin = leading(text);
        int end = text.length() - (begin > 0 ? 0 : trailing(text));
        return text.substring(begin, Math.max(begin, end)).strip();
    }

    private static int leading(String text) {
        if (isCurrency(text.charAt(0))) {
            return 1;
        }
        return text.length() > 3 && isCode(text, 0) && !Character.isLetter(text.charAt(3)) ? 3 : 0;
    }

    private static int trailing(String text) {
        int length = text.length();
        if (isCurrency(text.charAt(length - 1))) {
            return 1;
        }
        return length > 3 && isCode(text, length - 3) && !Character.isLetter(text.charAt(length - 4)) ? 3 : 0;
    }

    private static boolean isCurrency(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private static boolean isCode(String text, int from) {
        for (int i = from; i < from + 3; i++) {
            if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumeral(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean separator =
                    c == '.' || c == ',' || c == '\'' || c == '_' || c == ' ' || c == '\u00a0' || c == '\u202f';
            if (!separator && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}

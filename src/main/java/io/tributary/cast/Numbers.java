package io.tributary.cast;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Exact views of numbers. */
final class Numbers {

    /** What Decimal128 holds: 34 digits, exponents from -6176 to 6111. */
    private static final int MAX_DIGITS = 34;

    private static final int MAX_SCALE = 6176;
    private static final int MIN_SCALE = -6111;

    /** Of whole numbers: nothing stands before decimals. */
    static final char NO_SEPARATOR = 0;

    private Numbers() {}

    /** The exact value of any of Java's numbers, or null if it is none (or not finite). */
    static @Nullable BigDecimal exact(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        boolean finite = value instanceof Double number
                ? Double.isFinite(number)
                : value instanceof Float f && Float.isFinite(f);
        return finite ? new BigDecimal(value.toString()) : null;
    }

    /** Whether a decimal can be stored without loss. */
    static boolean fitsDecimal128(BigDecimal value) {
        return value.precision() <= MAX_DIGITS && value.scale() <= MAX_SCALE && value.scale() >= MIN_SCALE;
    }

    /** The decimal as it can be stored, or null if it does not fit: zeros at the end may have to go. */
    static @Nullable BigDecimal storable(BigDecimal value) {
        if (fitsDecimal128(value)) {
            return value;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return fitsDecimal128(stripped) ? stripped : null;
    }

    /** The value as a long, or null if it has a fraction or does not fit. */
    static @Nullable Long exactLong(BigDecimal value) {
        // The first test keeps 1E+999999999 from being written out.
        if ((long) value.precision() - value.scale() > 19) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return null;
        }
        BigInteger integer = stripped.toBigInteger();
        return integer.bitLength() < Long.SIZE ? integer.longValue() : null;
    }

    /**
     * A number without the signs between its thousands, or null where they stand anywhere else: 1.23,4 is a mistake, no number. A
     * blank stands for any blank of one character.
     */
    static @Nullable String ungrouped(String text, char grouping, char separator) {
        int end = text.indexOf(separator) < 0 ? text.length() : text.indexOf(separator);
        StringBuilder digits = new StringBuilder(text.length());
        int since = -1;
        int count = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (isGrouping(c, grouping)) {
                if (count == 0 || (since < 0 ? count > 3 : since != 3)) {
                    return null;
                }
                since = 0;
            } else {
                digits.append(c);
                boolean digit = c >= '0' && c <= '9';
                count += digit ? 1 : 0;
                since += since >= 0 && digit ? 1 : 0;
            }
        }
        return since >= 0 && since != 3
                ? null
                : digits.append(text, end, text.length()).toString();
    }

    private static boolean isGrouping(char c, char grouping) {
        return c == grouping
                || (grouping == ' ' && (c == '\u00a0' || c == '\u202f' || c == '\u2009'))
                || (grouping == '\'' && c == '\u2019');
    }

    /** Whether a text is digits with an optional sign, an optional separator, and at least one digit; ASCII digits only. */
    static boolean isPlainNumber(String text, char separator) {
        int digits = 0;
        boolean separated = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == separator && !separated) {
                separated = true;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return false;
            }
        }
        return digits > 0;
    }
}

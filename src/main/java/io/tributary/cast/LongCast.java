package io.tributary.cast;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Whole numbers of 64 bits: digits with an optional sign (leading zeros are common in fixed-length files), or an exact number. */
final class LongCast implements ValueCast {

    private static final String REASON = "is not a long: a whole number";

    private final @Nullable Character grouping;

    LongCast(@Nullable Character grouping) {
        this.grouping = grouping;
    }

    @Override
    public Object cast(Object value) {
        return value instanceof Long ? value : (Object) parse(value, REASON, grouping);
    }

    /**
     * The whole number.
     *
     * @throws CastFailure with the reason if it is none, or with its own if it is beyond 64 bits
     */
    static long parse(Object value, String reason, @Nullable Character grouping) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof String text) {
            String digits = grouping == null ? text : Numbers.ungrouped(text, grouping, Numbers.NO_SEPARATOR);
            if (digits == null || digits.isEmpty()) {
                throw CastFailure.of(text, reason);
            }
            return parseText(digits, reason);
        }
        BigDecimal number = Numbers.exact(value);
        Long exact = number == null ? null : Numbers.exactLong(number);
        if (exact == null) {
            throw CastFailure.of(value, reason);
        }
        return exact;
    }

    private static long parseText(String text, String reason) {
        boolean negative = text.charAt(0) == '-';
        int start = negative || text.charAt(0) == '+' ? 1 : 0;
        if (start == text.length()) {
            throw CastFailure.of(text, reason);
        }
        // Counted below zero, where there is room for one number more.
        long sum = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw CastFailure.of(text, reason);
            }
            if (sum < (Long.MIN_VALUE + digit) / 10) {
                throw CastFailure.of(text, "is beyond the range of a long; type decimal holds 34 digits");
            }
            sum = sum * 10 - digit;
        }
        if (!negative && sum == Long.MIN_VALUE) {
            throw CastFailure.of(text, "is beyond the range of a long; type decimal holds 34 digits");
        }
        return negative ? sum : -sum;
    }
}

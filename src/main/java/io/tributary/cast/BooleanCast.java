package io.tributary.cast;

import java.math.BigDecimal;
import java.util.List;

/** Booleans, and the texts or numbers that the definition takes for them; upper and lower case count as the same. */
final class BooleanCast implements ValueCast {

    private final List<String> trueWords;
    private final List<String> falseWords;

    BooleanCast(List<String> trueWords, List<String> falseWords) {
        this.trueWords = trueWords;
        this.falseWords = falseWords;
    }

    @Override
    public Object cast(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        String text = value instanceof String given ? given : text(value);
        if (has(trueWords, text)) {
            return true;
        }
        if (has(falseWords, text)) {
            return false;
        }
        throw CastFailure.of(
                value,
                "is not a boolean: true is " + String.join(" or ", trueWords) + ", false is "
                        + String.join(" or ", falseWords));
    }

    private static String text(Object value) {
        BigDecimal number = Numbers.exact(value);
        Long exact = number == null ? null : Numbers.exactLong(number);
        return exact == null ? value.toString() : exact.toString();
    }

    private static boolean has(List<String> words, String text) {
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }
}

package io.tributary.cast;

import io.tributary.record.Surrogates;
import java.math.BigDecimal;

/** How a value stands in a reason: quoted, on one line, not too long. */
final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    static String of(Object value) {
        // A number's plain text may have a billion digits: 1E+999999999 is nine characters in a message.
        String text = value instanceof BigDecimal ? value.toString() : String.valueOf(value);
        boolean cut = text.length() > LONGEST;
        StringBuilder shown = new StringBuilder("'").append(cut ? text.substring(0, LONGEST) : text);
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                shown.setCharAt(i, ' ');
            }
        }
        // The cut may have gone through a pair.
        return Surrogates.replaced(shown.append(cut ? "..." : "").append('\'').toString());
    }
}

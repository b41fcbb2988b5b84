package io.tributary.definition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions of definitions, in RE2's syntax: as in Java, without look-around and back references. In exchange the time
 * that one takes is linear in the length of the text, so that no data keeps it busy.
 */
public final class TextPattern {

    private TextPattern() {}

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong in it
     */
    public static Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            boolean java = e.getDescription().contains("Perl syntax")
                    || e.getDescription().contains("escape");
            String hint = java ? " (there is no look-around and no back reference: RE2)" : "";
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no regular expression: " + e.getDescription() + hint, e);
        }
    }
}

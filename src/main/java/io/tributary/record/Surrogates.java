package io.tributary.record;

/**
 * Halves of surrogate pairs that stand alone. Java's strings and JSON's escapes can hold them, UTF-8 and so BSON cannot: a driver
 * writes what no reader gives back, and a key with one would never be found again.
 */
public final class Surrogates {

    private Surrogates() {}

    /** Whether every surrogate has its other half. */
    public static boolean arePaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The text with U+FFFD in place of halves, for what is only shown to people. */
    public static String replaced(String text) {
        if (arePaired(text)) {
            return text;
        }
        StringBuilder written = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                written.append(c);
            } else if (isPair(text, i)) {
                written.append(c).append(text.charAt(++i));
            } else {
                written.append('\uFFFD');
            }
        }
        return written.toString();
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}

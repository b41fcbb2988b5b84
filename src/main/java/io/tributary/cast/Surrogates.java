package io.tributary.cast;

/** Halves of surrogate pairs: Java's texts and JSON's escapes can hold one alone, UTF-8 and so BSON cannot. */
final class Surrogates {

    private static final int NONE = -1;

    private Surrogates() {}

    /**
     * A text as it is, if it can be stored.
     *
     * @throws CastFailure if it holds half of a pair
     */
    static String checked(String text) {
        int at = alone(text);
        if (at != NONE) {
            throw CastFailure.of(
                    text,
                    String.format("holds half of a surrogate pair, U+%04X, at %d", (int) text.charAt(at), at + 1));
        }
        return text;
    }

    /** Where a text has the first half without its other, or {@link #NONE}. */
    private static int alone(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return NONE;
    }

    /** The text with a question mark for every half. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int at = alone(text); at != NONE; at = alone(shown.toString())) {
            shown.setCharAt(at, '?');
        }
        return shown.toString();
    }
}

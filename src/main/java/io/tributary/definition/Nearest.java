package io.tributary.definition;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody probably meant. */
public final class Nearest {

    private static final int LONGEST_LIST = 300;

    private Nearest() {}

    /**
     * The name nearest to a word, or null if none is near: at most two edits (Levenshtein), or a third of the word's length where
     * that is more; upper and lower case count as the same.
     */
    public static @Nullable String of(String word, Collection<String> names) {
        String best = null;
        int least = Math.max(2, word.length() / 3) + 1;
        for (String name : names) {
            if (Math.abs(word.length() - name.length()) >= least) {
                continue; // Names come with messages, too: a long one must not cost its length times the word's.
            }
            int distance = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least && distance < Math.max(word.length(), name.length())) {
                best = name;
                least = distance;
            }
        }
        return best;
    }

    /** The end of an error message: the nearest name, or all there are: {@code ; did you mean 'date'?}. */
    public static String hint(String word, Collection<String> names) {
        String nearest = of(word, names);
        if (nearest != null) {
            return "; did you mean '" + nearest + "'?";
        }
        if (names.isEmpty()) {
            return "; there is none";
        }
        String all = String.join(", ", names);
        return "; there are: " + (all.length() > LONGEST_LIST ? all.substring(0, LONGEST_LIST) + " ..." : all);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

package io.tributary.view;

import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A random choice of keys that is the same whenever and wherever it is made with the same seed: by a hash of the key. Of a number, those
 * with the least hashes; of a share, those whose hash is below it. Every id has to be read for that, and nothing but ids.
 *
 * @param count how many keys, or 0 where {@code share} says it
 * @param share which part of the keys, up to 1
 * @param seed another seed is another choice
 */
public record Sample(int count, double share, long seed) {

    /** They are held while the keys are read. */
    private static final int MOST = 100_000;

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})|(\\d{1,3}(?:\\.\\d+)?)%");

    /** A chosen key with its hash. */
    private record Chosen(long hash, Key key) {}

    /**
     * Reads {@code 1000} or {@code 5%}.
     *
     * @throws IllegalArgumentException if it is neither; the message says what would be right
     */
    public static Sample parse(String text, long seed) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int count = form.group(1) == null ? 0 : Integer.parseInt(form.group(1));
            double share = form.group(2) == null ? 0 : Double.parseDouble(form.group(2)) / 100;
            if ((count > 0 && count <= MOST) || (share > 0 && share <= 1)) {
                return new Sample(count, share, seed);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no sample: a number of views from 1 to 100000, or a share such as 5%");
    }

    /** Passes the chosen ones of all keys on, in pages. */
    void choose(Consumer<Consumer<List<Key>>> all, Consumer<List<Key>> page) {
        List<Key> waiting = new ArrayList<>();
        PriorityQueue<Chosen> least =
                new PriorityQueue<>(Comparator.comparingLong(Chosen::hash).reversed());
        all.accept(keys -> {
            for (Key key : keys) {
                long hash = hash(key);
                if (count == 0) {
                    if (hash >>> 1 < share * Long.MAX_VALUE) {
                        add(key, waiting, page);
                    }
                } else {
                    least.add(new Chosen(hash, key));
                    if (least.size() > count) {
                        least.poll();
                    }
                }
            }
        });
        least.forEach(chosen -> add(chosen.key(), waiting, page));
        if (!waiting.isEmpty()) {
            page.accept(List.copyOf(waiting));
        }
    }

    private static void add(Key key, List<Key> waiting, Consumer<List<Key>> page) {
        waiting.add(key);
        if (waiting.size() == ViewKeys.PAGE) {
            page.accept(List.copyOf(waiting));
            waiting.clear();
        }
    }

    /** The text of the key, spread over 64 bits (the finisher of SplitMix64). */
    private long hash(Key key) {
        long hash = seed;
        String text = key.toString();
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash * 31 + text.charAt(i));
        }
        return mix(hash);
    }

    private static long mix(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

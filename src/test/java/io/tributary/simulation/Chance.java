package io.tributary.simulation;

import java.util.SplittableRandom;

/**
 * Everything that a seed decides. Faults have a rate and a budget per schedule: without an end to them nothing would ever drain, and a
 * failure with few faults is easier to understand.
 */
final class Chance {

    private final SplittableRandom random;
    private final int[] left = new int[Fault.values().length];
    private final int[] rates = new int[Fault.values().length];
    private final Coverage coverage;

    Chance(long seed, Coverage coverage) {
        this.random = new SplittableRandom(mixed(seed));
        this.coverage = coverage;
    }

    /** Allows a fault: so often in ten thousand occasions, and so often at most. */
    Chance allow(Fault fault, int rate, int budget) {
        rates[fault.ordinal()] = rate;
        left[fault.ordinal()] = budget;
        return this;
    }

    /** Nothing goes wrong any more. */
    void allowNothing() {
        java.util.Arrays.fill(left, 0);
    }

    boolean happens(Fault fault) {
        int i = fault.ordinal();
        if (left[i] == 0 || random.nextInt(10_000) >= rates[i]) {
            return false;
        }
        left[i]--;
        coverage.add(fault);
        return true;
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    int number(int below) {
        return random.nextInt(below);
    }

    int oneOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    /** Neighbouring seeds would begin alike. */
    private static long mixed(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 27);
    }
}

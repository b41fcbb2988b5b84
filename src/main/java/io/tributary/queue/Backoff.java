package io.tributary.queue;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Waits that double, from the first to the longest, each shortened by up to a half at random: many processes that lost the same
 * server do not come back to it all at once. This is "equal jitter" of M. Brooker, Exponential Backoff And Jitter, AWS Architecture
 * Blog, 2015; the half that stays keeps a process from trying at once again and again.
 *
 * @param first before the second attempt, at most
 * @param longest where doubling ends
 * @param random numbers from 0 to 1, exclusive
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a backoff from " + first + " to " + longest
                    + "; a first wait above zero and a longest one not below it would be right");
        }
    }

    public Backoff(Duration first, Duration longest) {
        this(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** How long to wait after so many failures in a row (1 or more): half to all of what doubling gives, at least a millisecond. */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 20);
        long millis = Math.min(Math.max(first.toMillis(), 1) << doublings, Math.max(longest.toMillis(), 1));
        return Duration.ofMillis(Math.max(1, millis - (long) (millis * random.getAsDouble() / 2)));
    }
}

package io.tributary.queue;

import java.time.Duration;

/**
 * Waits that double, from the first to the longest.
 *
 * @param first before the second attempt
 * @param longest where doubling ends
 */
public record Backoff(Duration first, Duration longest) {

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a backoff from " + first + " to " + longest
                    + "; a first wait above zero and a longest one not below it would be right");
        }
    }

    /** How long to wait after so many failures in a row (1 or more). */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 20);
        long millis = Math.max(first.toMillis(), 1) << doublings;
        return millis >= longest.toMillis() ? longest : Duration.ofMillis(millis);
    }
}

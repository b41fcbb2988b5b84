package io.tributary.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Something bad that happens now and then.
 *
 * @param weight how often, against the others
 */
record Fault(String name, int weight, Strike strike) {

    /**
     * Does it, and ends it: returns when the process is up again, when the line is mended. All that is left to chance comes from the
     * given numbers, so that a seed says what happens.
     */
    @FunctionalInterface
    interface Strike {
        /** Throws {@link NotNow} if it cannot happen here and now. */
        void run(Random random) throws Exception;
    }

    /** What it would strike is not there, or is struck already. */
    static final class NotNow extends Exception {
        private static final long serialVersionUID = 1;

        NotNow(String why) {
            super(why);
        }
    }

    /** A time to last, from the least on, and up to so much more. */
    static Duration millis(Random random, int least, int more) {
        return Duration.ofMillis(least + random.nextInt(more));
    }

    static void last(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }
}

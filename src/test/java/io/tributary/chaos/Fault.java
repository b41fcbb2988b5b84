package io.tributary.chaos;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Something bad that happens now and then.
 *
 * @param weight how often, against the others
 */
record Fault(String name, int weight, Strike strike) {

    /** Does it. All that is left to chance comes from the given numbers, so that a seed says what happens. */
    @FunctionalInterface
    interface Strike {
        /** Returns how it ends, or null if it is over; throws {@link NotNow} if it cannot happen here and now. */
        @Nullable
        Undo begin(Random random) throws Exception;
    }

    /** How a fault ends: the process starts again, the line is mended. */
    record Undo(Duration after, Action action) {}

    /** What may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /** What it would strike is not there, or is struck already. */
    static final class NotNow extends Exception {
        private static final long serialVersionUID = 1;

        NotNow(String why) {
            super(why);
        }
    }
}

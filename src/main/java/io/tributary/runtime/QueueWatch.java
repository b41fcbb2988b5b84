package io.tributary.runtime;

import java.time.Duration;

/** Says whether what a view waits for may still be on its way. */
interface QueueWatch {

    /** What a look found. */
    enum State {
        /** Something is on its way. */
        BUSY,
        /** Nothing is seen, not yet long enough to rely on it. */
        EMPTY,
        /** Nothing has been on its way since {@link #quietSince}. */
        QUIET
    }

    /** Looks. */
    State look();

    /** The {@link System#nanoTime} before which everything that was on its way has arrived; after {@link State#QUIET} only. */
    long quietSince();

    /** Forgets what was seen: the next quiet begins from now on. */
    void restart();

    /** Without queues to look at: what takes longer than a time is taken for not being on its way. */
    static QueueWatch blind(Duration patience) {
        return new QueueWatch() {
            private long since = System.nanoTime();

            @Override
            public State look() {
                return System.nanoTime() - since >= patience.toNanos() ? State.QUIET : State.EMPTY;
            }

            @Override
            public long quietSince() {
                return since;
            }

            @Override
            public void restart() {
                since = System.nanoTime();
            }
        };
    }
}

package io.tributary.queue;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spaces out the rounds of all workers of a consumer, so that what comes meanwhile is taken in together: a round costs as many
 * requests for one change as for fifty, and a view whose parts change many times in a moment is built a few times, not as often as there
 * are threads to build it. The first round after quiet begins at once. Where rounds are taken in turn, those that take long begin one
 * after the other, within a bound: more of them side by side would build the same twice, and further apart would make each larger, and
 * longer, than the one before. Those that find more waiting than one may take in are not spaced out at all, since nothing is gained by
 * it. Safe for many threads.
 */
final class Pace {

    /** Even under load a round is not held back for longer. */
    private static final Duration MOST = Duration.ofSeconds(1);

    /** Whoever waits looks this often whether the wait was called off. */
    private static final Duration LOOK = Duration.ofMillis(10);

    private final long least;
    private final boolean inTurn;
    private final LongSupplier nanos;
    private long interval;
    private long next;

    /**
     * A pace.
     *
     * @param least from the begin of one round to the begin of the next; zero for no spacing
     * @param inTurn whether rounds that take longer begin one after the other
     * @param nanos a clock that never goes backwards
     */
    Pace(Duration least, boolean inTurn, LongSupplier nanos) {
        this.least = least.toNanos();
        this.inTurn = inTurn;
        this.interval = this.least;
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** No spacing. */
    static Pace none() {
        return new Pace(Duration.ZERO, false, () -> 0);
    }

    /** How long to wait before looking again whether a round may begin; zero if it may. */
    synchronized Duration look() {
        return Duration.ofNanos(Math.min(LOOK.toNanos(), Math.max(0, next - nanos.getAsLong())));
    }

    /** Takes the next place in the row of rounds; returns how long to wait for it. */
    synchronized Duration begin() {
        long now = nanos.getAsLong();
        long begin = Math.max(now, next);
        next = begin + interval;
        return Duration.ofNanos(begin - now);
    }

    /** Another round may begin at once: as much is waiting as one can take in. */
    synchronized void saturated() {
        next = nanos.getAsLong();
    }

    /** A round has taken so long. */
    synchronized void took(Duration round) {
        if (inTurn && least > 0) {
            interval = Math.max(least, Math.min(round.toNanos(), MOST.toNanos()));
        }
    }
}

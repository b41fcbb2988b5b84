package io.tributary.queue;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** The very pace that a consumer keeps, by the clock of a simulation, in seconds. */
public final class SimulatedPace {

    private static final double NANOS = 1e9;

    private final Pace pace;

    /**
     * A pace of the workers of one process.
     *
     * @param least seconds from the begin of one round to the begin of the next
     * @param inTurn whether rounds that take longer begin one after the other
     */
    public SimulatedPace(double least, boolean inTurn, DoubleSupplier clock) {
        pace = new Pace(Duration.ofNanos((long) (least * NANOS)), inTurn, () -> (long) (clock.getAsDouble() * NANOS));
    }

    /** Seconds until a worker looks again whether a round may begin; 0 if it may. */
    public double look() {
        return seconds(pace.look());
    }

    /** Takes the next place in the row of rounds; how many seconds it is away. */
    public double begin() {
        return seconds(pace.begin());
    }

    /** As much was waiting as one round may take in. */
    public void saturated() {
        pace.saturated();
    }

    /** A round has taken so many seconds. */
    public void took(double round) {
        pace.took(Duration.ofNanos((long) (round * NANOS)));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}

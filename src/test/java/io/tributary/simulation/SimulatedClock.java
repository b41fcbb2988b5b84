package io.tributary.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A millisecond per look: time goes on, and a schedule that is run again sees the same times. */
final class SimulatedClock extends Clock {

    static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    private long millis = START.toEpochMilli();

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(++millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

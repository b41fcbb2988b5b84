package io.tributary.demo;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** The ERP's time stamps: UTC, in microseconds, each later than the one before, also when the machine's clock is not. */
final class UpdateClock {

    private final Clock clock;
    private LocalDateTime last = LocalDateTime.MIN;

    UpdateClock(Clock utc) {
        this.clock = utc;
    }

    synchronized LocalDateTime next() {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        return last;
    }
}

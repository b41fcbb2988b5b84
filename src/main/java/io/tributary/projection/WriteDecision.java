package io.tributary.projection;

import io.tributary.cast.CastRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what a record does to its document. Without state and without I/O; the order of calls must not matter (I2). */
@FunctionalInterface
interface WriteDecision {

    /**
     * Decides.
     *
     * @param incoming the record
     * @param stored what is stored under its key, or null
     * @param now the time that tombstones and past references are dated with
     */
    Decision decide(CastRecord incoming, @Nullable Stored stored, Instant now);
}

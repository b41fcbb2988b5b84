package io.tributary.bounds;

import java.time.Duration;
import java.util.Map;

/**
 * What bearing a load took.
 *
 * @param things how many were done
 * @param unit what they are: rows, views, messages
 * @param time from the start of the process, or from the change, until the last was done
 * @param heaps per role, the most that was in use after a collection
 */
record Measured(long things, String unit, Duration time, Map<String, GcLog.Peak> heaps) {

    double perSecond() {
        return things * 1_000.0 / Math.max(1, time.toMillis());
    }
}

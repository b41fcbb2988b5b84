package io.tributary.cast;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The zone in which times without an offset are. */
final class LocalZone {

    private final ZoneId zone;

    LocalZone(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The point in time; of two the earlier.
     *
     * @throws CastFailure if the clocks went forward over it
     */
    Instant instant(LocalDateTime local, Object value) {
        if (zone instanceof ZoneOffset offset) {
            return local.toInstant(offset);
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw CastFailure.of(value, "does not exist in " + zone + ", where the clocks went forward over it");
        }
        return local.toInstant(offsets.get(0));
    }
}

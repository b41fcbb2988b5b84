package io.tributary.cast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One way to write a timestamp. */
@FunctionalInterface
interface TimestampFormat {

    /**
     * The point in time, or null if the value is not written in this way.
     *
     * @throws CastFailure if it is, but there is no such time
     */
    @Nullable
    Instant parse(Object value);
}

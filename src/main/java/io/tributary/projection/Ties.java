package io.tributary.projection;

import io.tributary.cast.CastRecord;
import io.tributary.record.Operation;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Orders two different records of one version, such as messages of another producer sent within a millisecond. Which of them wins
 * must not depend on the order of arrival (I2), so the content decides: a delete first, then the greater text.
 */
final class Ties {

    /** The order of the records of one key: the version, and among equal versions the content. */
    static final Comparator<CastRecord> NEWEST_LAST = Comparator.comparing(CastRecord::version)
            .thenComparing(record -> record.operation() == Operation.DELETE)
            .thenComparing(
                    (left, right) -> compare(ReplaceIfNewer.bson(left.values()), ReplaceIfNewer.bson(right.values())));

    private Ties() {}

    /** Compares BSON values by their text. */
    static int compare(@Nullable Object[] left, @Nullable Object[] right) {
        return Arrays.deepToString(left).compareTo(Arrays.deepToString(right));
    }
}

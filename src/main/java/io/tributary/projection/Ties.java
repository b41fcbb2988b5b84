package io.tributary.projection;

import io.tributary.cast.CastRecord;
import io.tributary.record.Operation;
import java.util.Comparator;
import java.util.Date;
import java.util.Objects;
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

    /** Compares BSON values one by one, by a text that is the same in every process and tells apart what is not equal. */
    static int compare(@Nullable Object[] left, @Nullable Object[] right) {
        for (int i = 0; i < left.length; i++) {
            int order = Objects.equals(left[i], right[i]) ? 0 : text(left[i]).compareTo(text(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A date's own text has no milliseconds, and depends on the zone of the process. */
    private static String text(@Nullable Object value) {
        return value instanceof Date date ? String.valueOf(date.getTime()) : String.valueOf(value);
    }
}

package io.tributary.cast;

import java.util.List;
import java.util.Map;

/**
 * What became of a record batch: each of its rows is in exactly one of the two lists.
 *
 * @param replaced how many values that cannot be cast became nothing or their field's default, by field: {@code onInvalid}
 */
public record CastBatch(List<CastRecord> records, List<RejectedRecord> rejected, Map<String, Integer> replaced) {

    /** A batch in which nothing was replaced. */
    public CastBatch(List<CastRecord> records, List<RejectedRecord> rejected) {
        this(records, rejected, Map.of());
    }
}

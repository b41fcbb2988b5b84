package io.tributary.cast;

import io.tributary.record.Key;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import org.jspecify.annotations.Nullable;

/**
 * A record in the shape of its projection.
 *
 * @param values one per field of the definition, in its order, of the field's Java type, null where there is none; for a
 *     projection that merges, {@link #ABSENT} where the record does not bring the field. A delete has only its key fields
 * @param row the index of the row in its batch
 */
public record CastRecord(
        Key key,
        Operation operation,
        Version version,
        @Nullable Object[] values,
        int row) {

    /** Stands for a field that a partial record does not bring, which is not the same as null. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "ABSENT";
        }
    };
}

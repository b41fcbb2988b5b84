package io.tributary.cast;

import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be taken, with all that a person needs to mend and replay it.
 *
 * @param place the file, table or directory
 * @param line the line in the file, or 0
 * @param operation as it came: a definition that tells deletes by a value may be what has to be mended
 * @param cause at which step it failed
 * @param reason field, value, and what would be right
 * @param values the record as it came, by its columns; of a row that could not be split into columns its {@code text}
 */
public record RejectedRecord(
        String topic,
        String projection,
        String source,
        String place,
        int line,
        long sequence,
        Operation operation,
        Cause cause,
        String reason,
        Map<String, @Nullable Object> values) {

    /** At which step a record failed. */
    public enum Cause {
        /** Its row could not be split into columns: no definition mends that. */
        UNREADABLE,
        /** A value could not be cast. */
        CAST,
        /** The database does not take it. */
        REFUSED
    }

    /** A row of a batch. */
    public static RejectedRecord of(RecordBatch batch, String projection, int row, Cause cause, String reason) {
        return new RejectedRecord(
                batch.topic(),
                projection,
                batch.source(),
                batch.place(),
                batch.line(row),
                batch.sequence(row),
                batch.operation(row),
                cause,
                reason,
                values(batch, batch.rows().get(row), cause));
    }

    private static Map<String, @Nullable Object> values(RecordBatch batch, @Nullable Object[] raw, Cause cause) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (cause == Cause.UNREADABLE && raw.length <= 1) {
            values.put("text", raw.length == 0 ? null : raw[0]);
            return Collections.unmodifiableMap(values);
        }
        List<String> names = batch.columns();
        for (int i = 0; i < raw.length; i++) {
            values.put(i < names.size() ? names.get(i) : "column " + (i + 1), raw[i]);
        }
        return Collections.unmodifiableMap(values);
    }
}

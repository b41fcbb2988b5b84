package io.tributary.cast;

import io.tributary.record.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be cast, with all that a person needs to mend and replay it.
 *
 * @param place the file, table or directory
 * @param line the line in the file, or 0
 * @param reason field, value, and what would be right
 * @param values the record as it came
 */
public record RejectedRecord(
        String topic,
        String projection,
        String source,
        String place,
        int line,
        long sequence,
        Operation operation,
        String reason,
        Map<String, @Nullable Object> values) {}

package io.tributary.record;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one message: the column names once, then rows of values in their order.
 *
 * @param topic the stream, such as {@code crm.customer}
 * @param source who read the rows: the agent's id, or the sender of a plain message
 * @param place the file, table or directory that was read, for people: {@code customers-01.csv}
 * @param readAt when the first row was read
 * @param firstSequence the read sequence of the first row; row {@code i} has {@code firstSequence + i}
 * @param columns the column names, as the source spells them
 * @param rows one array per row, as long as {@code columns}; each value is a String, Boolean, Long, BigDecimal, Map, List or null
 * @param deletes the rows that are deletes
 * @param lines the line (1-based) at which each row begins, or null where rows have no lines (a table)
 * @param unreadable rows that the agent could not split into columns, with the reason: they hold the raw text as only value
 *     and end as rejected records, so that the accounts add up
 * @param replay set if the rows are rejected records that are sent again
 */
public record RecordBatch(
        String topic,
        String source,
        String place,
        Instant readAt,
        long firstSequence,
        List<String> columns,
        List<@Nullable Object[]> rows,
        BitSet deletes,
        int @Nullable [] lines,
        Map<Integer, String> unreadable,
        @Nullable Replay replay) {

    /** A batch of rows that were just read. */
    public RecordBatch(
            String topic,
            String source,
            String place,
            Instant readAt,
            long firstSequence,
            List<String> columns,
            List<@Nullable Object[]> rows,
            BitSet deletes,
            int @Nullable [] lines,
            Map<Integer, String> unreadable) {
        this(topic, source, place, readAt, firstSequence, columns, rows, deletes, lines, unreadable, null);
    }

    public Operation operation(int row) {
        return deletes.get(row) ? Operation.DELETE : Operation.UPSERT;
    }

    public long sequence(int row) {
        return firstSequence + row;
    }

    /** The line of a row in its file, or 0 where there is none. */
    public int line(int row) {
        return lines == null ? 0 : lines[row];
    }

    public int size() {
        return rows.size();
    }
}

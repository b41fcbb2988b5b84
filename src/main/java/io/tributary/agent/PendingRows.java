package io.tributary.agent;

import io.tributary.record.RecordBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that wait for their batch to close. */
final class PendingRows {

    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final BitSet deletes = new BitSet();
    private final Map<Integer, String> unreadable = new HashMap<>();
    private int[] lines = new int[256];
    private int bytes;

    void add(@Nullable Object[] row, int line, int rowBytes) {
        int index = rows.size();
        if (index == lines.length) {
            lines = Arrays.copyOf(lines, 2 * index);
        }
        lines[index] = line;
        rows.add(row);
        bytes += rowBytes;
    }

    void markDelete() {
        deletes.set(rows.size() - 1);
    }

    void markUnreadable(String reason) {
        unreadable.put(rows.size() - 1, reason);
    }

    int size() {
        return rows.size();
    }

    /** The JSON bytes of the rows, at most. */
    int bytes() {
        return bytes;
    }

    @Nullable
    Object[] row(int index) {
        return rows.get(index);
    }

    int line(int index) {
        return lines[index];
    }

    void clear() {
        rows.clear();
        deletes.clear();
        unreadable.clear();
        bytes = 0;
    }

    /** The batch of the rows from {@code from} (inclusive) to {@code to} (exclusive). */
    RecordBatch batch(Source source, Instant readAt, long firstSequence, int from, int to) {
        Map<Integer, String> reasons = new HashMap<>();
        unreadable.forEach((row, reason) -> {
            if (row >= from && row < to) {
                reasons.put(row - from, reason);
            }
        });
        return new RecordBatch(
                source.topic(),
                source.agent(),
                source.place(),
                readAt,
                firstSequence + from,
                source.columns(),
                rows.subList(from, to),
                deletes.get(from, to),
                source.hasLines() ? Arrays.copyOfRange(lines, from, to) : null,
                reasons);
    }

    /** One row that is sent as unreadable in place of itself. */
    static RecordBatch unreadable(Source source, Instant readAt, long sequence, String text, int line, String reason) {
        PendingRows one = new PendingRows();
        one.add(new Object[] {text}, line, 0);
        one.markUnreadable(reason);
        return one.batch(source, readAt, sequence, 0, 1);
    }
}

package io.tributary.projection;

import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import io.tributary.record.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes record batches of rejected records: each with the source, place, line and read sequence that it had, so that it takes its own
 * place in the order of its key. Neighbours of one file or table travel together, as they came.
 */
public final class ReplayBatches {

    private static final int MOST_RECORDS = 500;
    private static final int MOST_CHARACTERS = 200_000;

    private ReplayBatches() {}

    /** A batch and the records that it was made of. */
    public record Made(RecordBatch batch, List<KeptRecord> records) {}

    /**
     * The batches of some records.
     *
     * @param records in the order of source and read sequence; none of them unreadable
     * @param keep how long tombstones are kept, or null for batches that are good for ever
     */
    public static List<Made> of(List<KeptRecord> records, @Nullable Duration keep, Instant now) {
        List<Made> batches = new ArrayList<>();
        Open open = null;
        for (KeptRecord record : records) {
            Map<String, @Nullable Object> values = record.values();
            if (open != null && !open.takes(record, values)) {
                batches.add(open.made(keep, now));
                open = null;
            }
            open = open == null ? new Open(record, values) : open;
            open.add(record, values);
        }
        if (open != null) {
            batches.add(open.made(keep, now));
        }
        return batches;
    }

    /** A batch that may get more. */
    private static final class Open {

        private final KeptRecord first;
        private final List<String> columns;
        private final List<KeptRecord> records = new ArrayList<>();
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private int characters;

        Open(KeptRecord first, Map<String, @Nullable Object> values) {
            this.first = first;
            this.columns = List.copyOf(values.keySet());
        }

        boolean takes(KeptRecord next, Map<String, @Nullable Object> values) {
            return next.sequence() == first.sequence() + records.size()
                    && next.topic().equals(first.topic())
                    && next.projection().equals(first.projection())
                    && next.source().equals(first.source())
                    && next.origin().equals(first.origin())
                    && next.place().equals(first.place())
                    && next.replays() == first.replays()
                    && columns.equals(List.copyOf(values.keySet()))
                    && records.size() < MOST_RECORDS
                    && characters + next.valuesText().length() <= MOST_CHARACTERS;
        }

        void add(KeptRecord record, Map<String, @Nullable Object> values) {
            records.add(record);
            rows.add(values.values().toArray());
            characters += record.valuesText().length();
        }

        Made made(@Nullable Duration keep, Instant now) {
            BitSet deletes = new BitSet();
            int[] lines = new int[records.size()];
            for (int i = 0; i < records.size(); i++) {
                deletes.set(i, records.get(i).operation() == Operation.DELETE);
                lines[i] = records.get(i).line();
            }
            Instant until = keep == null ? null : first.readAt().plus(keep);
            RecordBatch batch = new RecordBatch(
                    first.topic(),
                    first.source(),
                    first.place(),
                    now,
                    first.sequence(),
                    columns,
                    rows,
                    deletes,
                    lines,
                    Map.of(),
                    new Replay(first.projection(), first.origin(), first.replays() + 1, until));
            return new Made(batch, List.copyOf(records));
        }
    }
}

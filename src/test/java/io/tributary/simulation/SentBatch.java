package io.tributary.simulation;

import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * One message of a source.
 *
 * @param source the agent, or {@link RecordBatchCodec#PLAIN_SOURCE} for a plain object of another producer
 * @param sequence the read sequence of the first row, in thousands: of a plain object, the milliseconds of its SentTimestamp
 */
record SentBatch(String topic, String source, long sequence, List<String> columns, List<Row> rows) {

    static final RecordBatchCodec CODEC = new RecordBatchCodec(1 << 20);

    /** One row; values in the order of the columns. */
    record Row(boolean delete, Object[] values) {}

    boolean isPlain() {
        return source.equals(RecordBatchCodec.PLAIN_SOURCE);
    }

    String id(int number) {
        return "m" + number;
    }

    /** The name under which the books and the rejected records know the batch. */
    String bookedAs(int number) {
        return isPlain() ? id(number) : source + "|" + firstSequence();
    }

    long firstSequence() {
        return sequence * 1_000;
    }

    Instant sentAt() {
        return Instant.ofEpochMilli(sequence);
    }

    String body() {
        if (isPlain()) {
            Document object = new Document();
            for (int i = 0; i < columns.size(); i++) {
                object.append(columns.get(i), rows.get(0).values()[i]);
            }
            return object.toJson();
        }
        BitSet deletes = new BitSet();
        List<Object[]> values = new ArrayList<>();
        for (Row row : rows) {
            deletes.set(values.size(), row.delete());
            values.add(row.values());
        }
        return CODEC.encode(new RecordBatch(
                topic, source, "table", sentAt(), firstSequence(), columns, values, deletes, null, Map.of()));
    }

    SentBatch without(int row) {
        List<Row> fewer = new ArrayList<>(rows);
        fewer.remove(row);
        return new SentBatch(topic, source, sequence, columns, fewer);
    }

    @Override
    public String toString() {
        return topic + " from " + source + " at " + sequence + ": "
                + columns + " "
                + rows.stream()
                        .map(row -> (row.delete() ? "delete " : "") + Arrays.toString(row.values()))
                        .collect(Collectors.joining(" "));
    }
}

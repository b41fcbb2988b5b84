package io.tributary.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of a record batch as they were read, before it is known whether they fit together. */
final class RecordBatchParts {

    @Nullable
    String topic;

    String source = "";
    String place = "";

    @Nullable
    Long readAt;

    @Nullable
    Long sequence;

    @Nullable
    List<String> columns;

    @Nullable
    List<@Nullable Object[]> rows;

    @Nullable
    Replay replay;

    int @Nullable [] deletes;
    int @Nullable [] lines;
    final Map<Integer, String> unreadable = new TreeMap<>();

    private final JsonValues json;

    RecordBatchParts(JsonValues json) {
        this.json = json;
    }

    /** Puts the parts together, and refuses what contradicts itself. */
    RecordBatch batch(String queueTopic) throws MessageFormatException {
        String batchTopic = present("topic", topic);
        if (!batchTopic.equals(queueTopic)) {
            throw new MessageFormatException("the record batch is of topic '" + batchTopic
                    + "' and came on the queue of '" + queueTopic + "'; it belongs on the queue of its topic");
        }
        List<String> names = present("columns", columns);
        List<@Nullable Object[]> values = present("rows", rows);
        BitSet deleted = deleted(values.size());
        int[] lineNumbers = lineNumbers(values.size());
        checkWidths(names, values);
        return new RecordBatch(
                batchTopic,
                source,
                place,
                readAt(),
                present("sequence", sequence),
                names,
                Collections.unmodifiableList(values),
                deleted,
                lineNumbers,
                Collections.unmodifiableMap(unreadable),
                replay);
    }

    private <T> T present(String name, @Nullable T value) throws MessageFormatException {
        if (value == null) {
            throw new MessageFormatException("the record batch has no '" + name + "'");
        }
        return value;
    }

    private Instant readAt() throws MessageFormatException {
        long millis = present("readAt", readAt);
        try {
            return Instant.ofEpochMilli(millis);
        } catch (DateTimeException e) {
            throw new MessageFormatException("'readAt' of the record batch is " + millis + ", which is no time", e);
        }
    }

    private BitSet deleted(int size) throws MessageFormatException {
        BitSet set = new BitSet(size);
        for (int row : deletes == null ? new int[0] : deletes) {
            requireRow("deletes", row, size);
            set.set(row);
        }
        for (int row : unreadable.keySet()) {
            requireRow("unreadable", row, size);
        }
        return set;
    }

    private void requireRow(String name, int row, int size) throws MessageFormatException {
        if (row < 0 || row >= size) {
            throw new MessageFormatException(
                    "'" + name + "' of the record batch names row " + row + "; its rows are 0 to " + (size - 1));
        }
    }

    private int @Nullable [] lineNumbers(int size) throws MessageFormatException {
        int[] steps = lines;
        if (steps == null) {
            return null;
        }
        if (steps.length != size) {
            throw new MessageFormatException("the record batch has " + steps.length + " lines and " + size
                    + " rows; a line for each row would be right");
        }
        int line = 0;
        for (int i = 0; i < steps.length; i++) {
            line += steps[i];
            if (line < 0) {
                throw new MessageFormatException("'lines' of the record batch leads to line " + line + " for row " + i);
            }
            steps[i] = line;
        }
        return steps;
    }

    /** One row that does not fit must not take its batch along: it goes on as unreadable and ends as rejected. */
    private void checkWidths(List<String> names, List<@Nullable Object[]> values) {
        for (int i = 0; i < values.size(); i++) {
            @Nullable Object[] row = values.get(i);
            if (row.length != names.size() && !unreadable.containsKey(i)) {
                unreadable.put(i, "the row has " + row.length + " values for " + names.size() + " columns");
                values.set(i, new Object[] {json.text(Arrays.asList(row))});
            }
        }
    }
}

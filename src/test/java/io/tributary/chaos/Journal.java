package io.tributary.chaos;

import io.tributary.record.RecordBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What agents sent, as the broker saw it: the truth about the rows read, whatever became of the agents. A batch that was offered may
 * be in the queue or not, since the broker may have died over it; one that was taken is.
 */
final class Journal {

    /** One record batch, however often it was sent. */
    record Sent(String topic, String place, int rows, boolean taken, int times) {}

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    static String line(RecordBatch batch) {
        return String.join(
                "\t",
                batch.source() + "|" + batch.firstSequence(),
                batch.topic(),
                String.valueOf(batch.size()),
                batch.place());
    }

    /** Every batch by its identity, which is that of the books. */
    Map<String, Sent> batches() {
        Map<String, Sent> batches = new HashMap<>();
        for (String line : lines()) {
            int space = line.indexOf(' ');
            boolean taken = line.substring(0, space).equals("taken");
            String[] parts = line.substring(space + 1).split("\t", 4);
            Sent sent = new Sent(parts[1], parts[3], Integer.parseInt(parts[2]), taken, taken ? 1 : 0);
            batches.merge(parts[0], sent, Journal::merged);
        }
        return batches;
    }

    /** Rows of a file or table that were taken so far, re-reads included. */
    long rowsOf(String place) {
        return batches().values().stream()
                .filter(sent -> sent.taken() && sent.place().equals(place))
                .mapToLong(Sent::rows)
                .sum();
    }

    private static Sent merged(Sent one, Sent other) {
        if (one.rows() != other.rows() || !one.place().equals(other.place())) {
            throw new IllegalStateException("two different batches have the same identity: " + one + " and " + other);
        }
        return new Sent(
                one.topic(), one.place(), one.rows(), one.taken() || other.taken(), one.times() + other.times());
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

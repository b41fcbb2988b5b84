package io.tributary.chaos;

import io.tributary.record.RecordBatch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What agents sent, as the broker saw it: the truth about the rows read, whatever became of the agents. A batch that was offered may
 * be in the queue or not, since the broker may have died over it; one that was taken is.
 */
final class Journal {

    static final String OFFERED = "offered";
    static final String TAKEN = "taken";

    /** One record batch, however often it was sent. */
    record Sent(String topic, String place, int rows, boolean taken) {}

    private final Path file;
    private final Map<String, Sent> batches = new HashMap<>();
    private long read;

    Journal(Path file) {
        this.file = file;
    }

    static String line(String what, RecordBatch batch) {
        return String.join(
                "\t",
                what,
                batch.source() + "|" + batch.firstSequence(),
                batch.topic(),
                String.valueOf(batch.size()),
                batch.place());
    }

    /** Every batch until now by its identity, which is that of the books. */
    synchronized Map<String, Sent> batches() {
        readOn();
        return Map.copyOf(batches);
    }

    /** Rows of a file or table that were taken so far, re-reads included. */
    synchronized long rowsOf(String place) {
        readOn();
        return batches.values().stream()
                .filter(sent -> sent.taken() && sent.place().equals(place))
                .mapToLong(Sent::rows)
                .sum();
    }

    /** Whole lines only: the broker may be writing, and may have died while it did. */
    private void readOn() {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "r")) {
            journal.seek(read);
            byte[] more = new byte[(int) (journal.length() - read)];
            journal.readFully(more);
            String text = new String(more, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            text.substring(0, end).lines().forEach(this::add);
            read += end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] parts = line.split("\t");
        if (parts.length == 5) {
            Sent sent = new Sent(parts[2], parts[4], Integer.parseInt(parts[3]), parts[0].equals(TAKEN));
            batches.merge(parts[1], sent, Journal::merged);
        }
    }

    private static Sent merged(Sent one, Sent other) {
        if (one.rows() != other.rows() || !one.place().equals(other.place())) {
            throw new IllegalStateException("two different batches have the same identity: " + one + " and " + other);
        }
        return new Sent(one.topic(), one.place(), one.rows(), one.taken() || other.taken());
    }
}

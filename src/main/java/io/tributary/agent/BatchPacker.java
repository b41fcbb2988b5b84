package io.tributary.agent;

import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Packs rows into bodies of about the billed size. How well rows compress is not known before: the packer learns it from the
 * bodies that it made, and halves what came out too large. It holds the rows of one batch and no more.
 */
final class BatchPacker {

    /** Bytes of JSON that a receiver has to unpack from one body: its decompression limit is above this. */
    static final int MAX_JSON_BYTES = 4 << 20;

    /** How much of a row that is too large is kept for the person who looks at it. */
    static final int KEPT_TEXT = 4_096;

    /** What a batch's head, its indexes of deletes and its reasons take. */
    private static final int HEAD_BYTES = 65_536;

    private static final int MAX_ROW_BYTES = MAX_JSON_BYTES - HEAD_BYTES;
    private static final double LEARNING = 0.5;

    /** Aims a little below the limit: a body that comes out above it is halved, and each half is billed like a whole. */
    private static final double AIM = 0.93;

    private final Source source;
    private final @Nullable Instant readAt;
    private final RecordBatchCodec codec;
    private final ReadSequence sequence;
    private final BatchLimits limits;
    private final Clock clock;
    private final Consumer<PackedBody> bodies;
    private final PendingRows pending = new PendingRows();
    private Instant firstReadAt = Instant.EPOCH;
    private long waitingSince;

    /** Bytes of body per byte of JSON; a guess on the safe side until the first body is made. */
    private double ratio = 0.7;

    /**
     * A packer for one run.
     *
     * @param readAt when the rows were read, all of them; null if they are read one after the other, while they are added
     */
    BatchPacker(
            Source source,
            @Nullable Instant readAt,
            RecordBatchCodec codec,
            ReadSequence sequence,
            BatchLimits limits,
            Clock clock,
            Consumer<PackedBody> bodies) {
        this.source = source;
        this.readAt = readAt;
        this.codec = codec;
        this.sequence = sequence;
        this.limits = limits;
        this.clock = clock;
        this.bodies = bodies;
    }

    void add(@Nullable Object[] row, int line, boolean delete) {
        int bytes = JsonSize.ofRow(row);
        if (bytes > MAX_ROW_BYTES) {
            addUnreadable(Arrays.toString(row), line, tooLarge(bytes));
            return;
        }
        append(row, line, bytes);
        if (delete) {
            pending.markDelete();
        }
        closeIfFull();
    }

    void addUnreadable(String text, int line, String reason) {
        Object[] row = {shortened(text)};
        append(row, line, JsonSize.ofRow(row) + JsonSize.ofText(reason));
        pending.markUnreadable(reason);
        closeIfFull();
    }

    /** Closes the batch, whatever it holds. */
    void close() {
        if (pending.size() > 0) {
            pack(sequence.next(pending.size(), firstReadAt), 0, pending.size());
            pending.clear();
        }
    }

    private void append(@Nullable Object[] row, int line, int bytes) {
        if (pending.size() > 0 && pending.bytes() + bytes > MAX_ROW_BYTES) {
            close();
        }
        if (pending.size() == 0) {
            waitingSince = clock.millis();
            firstReadAt = readAt == null ? clock.instant() : readAt;
        }
        pending.add(row, line, bytes);
    }

    private void closeIfFull() {
        boolean large = pending.bytes() * ratio >= AIM * limits.maxBytes();
        if (large || pending.size() >= limits.maxRecords() || waitedTooLong()) {
            close();
        }
    }

    private boolean waitedTooLong() {
        return clock.millis() - waitingSince >= limits.maxWait().toMillis();
    }

    private void pack(long firstSequence, int from, int to) {
        String body = codec.encode(pending.batch(source, firstReadAt, firstSequence, from, to));
        int bytes = JsonSize.utf8(body);
        learn(bytes, to - from);
        if (bytes <= limits.maxBytes() || to - from == 1 && bytes <= BatchLimits.MAX_REQUEST_BYTES) {
            bodies.accept(new PackedBody(body, bytes, to - from));
        } else if (to - from == 1) {
            packTooLarge(firstSequence + from, from, bytes);
        } else {
            int middle = (from + to) >>> 1;
            pack(firstSequence, from, middle);
            pack(firstSequence, middle, to);
        }
    }

    private void packTooLarge(long rowSequence, int row, int bytes) {
        RecordBatch rejected = PendingRows.unreadable(
                source,
                firstReadAt,
                rowSequence,
                shortened(Arrays.toString(pending.row(row))),
                pending.line(row),
                tooLarge(bytes));
        String body = codec.encode(rejected);
        bodies.accept(new PackedBody(body, JsonSize.utf8(body), 1));
    }

    /** Only whole batches teach: halves of one batch would count twice, and small ones are mostly head. */
    private void learn(int bodyBytes, int rows) {
        if (rows == pending.size() && pending.bytes() > 4_096) {
            double seen = (double) bodyBytes / pending.bytes();
            ratio = seen > ratio ? seen : ratio + LEARNING * (seen - ratio);
        }
    }

    private static String tooLarge(int bytes) {
        return "the row takes " + bytes + " bytes and a message holds at most " + BatchLimits.MAX_REQUEST_BYTES
                + "; the values are shortened here";
    }

    private static String shortened(String text) {
        return text.length() <= KEPT_TEXT
                ? text
                : text.substring(0, KEPT_TEXT) + "… (" + text.length() + " characters)";
    }
}

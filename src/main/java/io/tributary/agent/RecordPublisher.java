package io.tributary.agent;

import io.micrometer.core.instrument.Counter;
import io.tributary.queue.MessageSender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of one run of an agent: packs them and sends up to ten bodies, or 1 MiB, at a time. One request is on its way
 * while the next is packed, and no more: they arrive in order, and two are all that memory holds. A row is counted when SQS has confirmed it. What was added since the last {@link #flush} that returned may or may not have arrived: the run has to
 * be repeated if it does not come to the next one.
 */
final class RecordPublisher implements AutoCloseable {

    private static final int MAX_BODIES = 10;

    private final MessageSender sender;
    private final String queue;
    private final Counter counter;
    private final RowsListener listener;
    private final BatchPacker packer;
    private final BackgroundRequest request = new BackgroundRequest();
    private final List<String> bodies = new ArrayList<>(MAX_BODIES);
    private int bytes;
    private int rows;

    /** Hears how many rows were confirmed. */
    interface RowsListener {
        void confirmed(int rows);

        /** Called in the middle of a run, when more is to come: what it throws ends the run. */
        default void mayGoOn() {}
    }

    RecordPublisher(
            AgentServices services,
            Source source,
            @Nullable Instant readAt,
            ReadSequence sequence,
            RowsListener listener) {
        this.sender = services.sender();
        this.queue = services.names().topicQueue(source.topic());
        this.counter = services.rowCounter(source);
        this.listener = listener;
        this.packer = new BatchPacker(
                source, readAt, services.codec(), sequence, services.limits(), services.clock(), this::collect);
    }

    /** Publishes a row as an upsert. The array is the publisher's from now on. */
    void add(@Nullable Object[] row, int line) {
        packer.add(row, line, false);
    }

    /** Publishes a row as a delete. */
    void addDelete(@Nullable Object[] row, int line) {
        packer.add(row, line, true);
    }

    /** Publishes a row that could not be split into columns, so that it is rejected with its reason and not lost. */
    void addUnreadable(String text, int line, String reason) {
        packer.addUnreadable(text, line, reason);
    }

    /** Returns when SQS has confirmed every row that was added. */
    void flush() {
        startFlush();
        request.await();
    }

    /** Sends every row that was added, and does not wait for the last request: {@link #close} does, and throws if it was not confirmed. */
    void startFlush() {
        packer.close();
        request.await();
        if (!bodies.isEmpty()) {
            request.start(next());
        }
    }

    /** Waits for what is on its way, so that its rows are counted and nothing of this run arrives after it; sends nothing. */
    @Override
    public void close() {
        request.await();
    }

    private void collect(PackedBody body) {
        if (bodies.size() == MAX_BODIES || bytes + body.bytes() > BatchLimits.MAX_REQUEST_BYTES) {
            request.await();
            request.start(next());
            listener.mayGoOn();
        }
        bodies.add(body.text());
        bytes += body.bytes();
        rows += body.rows();
    }

    /** A request of what was collected. */
    private BackgroundRequest.Request next() {
        List<String> sent = List.copyOf(bodies);
        int count = rows;
        bodies.clear();
        bytes = 0;
        rows = 0;
        return new BackgroundRequest.Request(() -> sender.send(queue, sent), () -> {
            counter.increment(count);
            listener.confirmed(count);
        });
    }
}

package io.tributary.bounds;

import io.tributary.queue.SendFailedException;
import io.tributary.queue.SqsCosts;
import io.tributary.queue.SqsSender;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Puts records on the queue of a topic, as an agent does. */
final class Feed {

    private static final int ROWS_PER_MESSAGE = 1_000;
    private static final int MESSAGES_PER_REQUEST = 10;

    private final SqsSender sender;
    private final String queue;
    private final String topic;
    private final List<String> columns;
    private final RecordBatchCodec codec = new RecordBatchCodec(16 << 20);
    private final List<String> waiting = new ArrayList<>();
    private long sequence = 1;
    private long messages;

    Feed(Site site, String topic, String... columns) {
        this.sender = new SqsSender(site.sqs(), site.queues(), new SqsCosts());
        this.queue = site.names().topicQueue(topic);
        this.topic = topic;
        this.columns = List.of(columns);
    }

    /** Sends the rows of these numbers, many in a message. */
    void rows(long from, long to, LongFunction<@Nullable Object[]> row) throws SendFailedException {
        for (long first = from; first <= to; first += ROWS_PER_MESSAGE) {
            message(first, Math.min(to, first + ROWS_PER_MESSAGE - 1), row);
        }
        flush();
    }

    /** Adds one message with the rows of these numbers; {@link #flush} sends the last. */
    void message(long from, long to, LongFunction<@Nullable Object[]> row) throws SendFailedException {
        List<@Nullable Object[]> rows =
                new ArrayList<>(LongStream.rangeClosed(from, to).mapToObj(row).toList());
        RecordBatch batch = new RecordBatch(
                topic, "bounds", "", Instant.now(), sequence, columns, rows, new BitSet(), null, Map.of());
        sequence += rows.size();
        body(codec.encode(batch));
    }

    /** Adds one message with that body. */
    void body(String body) throws SendFailedException {
        waiting.add(body);
        messages++;
        if (waiting.size() == MESSAGES_PER_REQUEST) {
            flush();
        }
    }

    void flush() throws SendFailedException {
        sender.send(queue, waiting);
        waiting.clear();
    }

    /** How many messages were added. */
    long messages() {
        return messages;
    }
}

package io.tributary.benchmark;

import io.tributary.queue.SendFailedException;
import io.tributary.queue.SqsSender;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Puts records on the queue of a topic, as an agent does: many in a message, with a read sequence that grows. */
final class RecordFeed {

    private static final int ROWS_PER_MESSAGE = 1_000;

    /** One for all feeds, since several write to one topic one after the other. */
    private static final AtomicLong SEQUENCE = new AtomicLong(System.currentTimeMillis() * 1_000);

    private final SqsSender sender;
    private final String queue;
    private final String topic;
    private final List<String> columns;
    private final RecordBatchCodec codec = new RecordBatchCodec(16 << 20);

    RecordFeed(SqsSender sender, String queue, String topic, List<String> columns) {
        this.sender = sender;
        this.queue = queue;
        this.topic = topic;
        this.columns = columns;
    }

    String queue() {
        return queue;
    }

    /** Sends all rows, a thousand in a message. */
    void sendAll(Stream<Object[]> rows) throws SendFailedException {
        for (Iterator<String> bodies = bodies(rows); bodies.hasNext(); ) {
            send(List.of(bodies.next()));
        }
    }

    /** The messages that {@link #sendAll} sends, for {@link #send(List)}. */
    Iterator<String> bodies(Stream<Object[]> rows) {
        Iterator<Object[]> all = rows.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public String next() {
                List<Object[]> some = new ArrayList<>();
                while (all.hasNext() && some.size() < ROWS_PER_MESSAGE) {
                    some.add(all.next());
                }
                return body(some);
            }
        };
    }

    /** Sends messages; returns when the queue has them. */
    void send(List<String> bodies) throws SendFailedException {
        sender.send(queue, bodies);
    }

    /** Sends one message with these rows; returns when the queue has it. */
    void sendRows(List<Object[]> rows) throws SendFailedException {
        sender.send(queue, List.of(body(rows)));
    }

    private String body(List<Object[]> rows) {
        return codec.encode(new RecordBatch(
                topic,
                "bench",
                "",
                Instant.now(),
                SEQUENCE.getAndAdd(rows.size()),
                columns,
                List.copyOf(rows),
                new BitSet(),
                null,
                Map.of()));
    }
}

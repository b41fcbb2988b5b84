package io.tributary.agent;

import io.tributary.queue.MessageSender;
import io.tributary.queue.SendFailedException;
import io.tributary.record.MessageFormatException;
import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A queue of one topic that remembers what was sent, and refuses when a test says so. */
final class FakeQueue implements MessageSender {

    private final String topic;
    final RecordBatchCodec codec = new RecordBatchCodec(5 << 20);
    final List<RecordBatch> batches = new ArrayList<>();
    final List<Integer> bodyBytes = new ArrayList<>();
    final List<Integer> bodiesPerCall = new ArrayList<>();
    int refuseAfter = Integer.MAX_VALUE;
    int refuseFirst;
    volatile Runnable onSend = () -> {};

    FakeQueue(String topic) {
        this.topic = topic;
    }

    /** A row as it arrived. */
    record Row(Map<String, Object> values, Operation operation, int line, long sequence, String unreadable) {}

    @Override
    public synchronized void send(String queue, List<String> bodies) throws SendFailedException {
        if (refuseFirst-- > 0 || refuseAfter-- <= 0) {
            throw new SendFailedException("the queue is away", List.of(0), true, null);
        }
        onSend.run();
        bodiesPerCall.add(bodies.size());
        for (String body : bodies) {
            bodyBytes.add(body.getBytes(StandardCharsets.UTF_8).length);
            try {
                batches.add(codec.decode(body, topic, Instant.EPOCH));
            } catch (MessageFormatException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    synchronized List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (RecordBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                Map<String, Object> values = new LinkedHashMap<>();
                Object[] row = batch.rows().get(i);
                for (int c = 0; c < row.length; c++) {
                    values.put(batch.columns().get(c), row[c]);
                }
                rows.add(new Row(
                        values,
                        batch.operation(i),
                        batch.line(i),
                        batch.sequence(i),
                        batch.unreadable().get(i)));
            }
        }
        return rows;
    }

    synchronized void clear() {
        batches.clear();
        bodyBytes.clear();
        bodiesPerCall.clear();
    }
}

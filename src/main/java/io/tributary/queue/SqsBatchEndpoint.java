package io.tributary.queue;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code sqs-batch:<queue>}: the full name of a queue, with the prefix, and how it is consumed.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>{@code consumers}</td><td>threads that receive and process, 1 to 100; 1 where it is not said</td></tr>
 * <tr><td>{@code messages}</td><td>messages asked for in one receive, 1 to 10; 10 where it is not said</td></tr>
 * <tr><td>{@code gather}</td><td>messages in one exchange, 1 to 1000: while receives come back full, another follows without
 * waiting; 10 where it is not said</td></tr>
 * <tr><td>{@code gatherBytes}</td><td>bytes of text, decompressed, in one exchange of more than one message; 1 MiB where it is not
 * said</td></tr>
 * <tr><td>{@code pace}</td><td>milliseconds, 0 to 10000, from the begin of one exchange to the begin of the next, over all consumers of the
 * endpoint, so that more is gathered; none where as much is waiting as one may gather; 0 where it is not said</td></tr>
 * <tr><td>{@code inTurn}</td><td>whether exchanges that take longer than the pace begin one after the other, up to a second apart; false
 * where it is not said</td></tr>
 * </table>
 */
public final class SqsBatchEndpoint extends DefaultEndpoint {

    private final SqsBatchComponent component;
    private final String queue;
    private final int consumers;
    private final int messages;
    private final int gather;
    private final int gatherBytes;
    private final int pace;
    private final boolean inTurn;

    SqsBatchEndpoint(
            String uri,
            SqsBatchComponent component,
            String queue,
            int consumers,
            int messages,
            int gather,
            int gatherBytes,
            int pace,
            boolean inTurn) {
        super(uri, component);
        this.component = component;
        this.queue = queue;
        this.consumers = inRange(uri, "consumers", consumers, 1, 100);
        this.messages = inRange(uri, "messages", messages, 1, 10);
        this.gather = inRange(uri, "gather", gather, 1, 1_000);
        this.gatherBytes = inRange(uri, "gatherBytes", gatherBytes, 1, Integer.MAX_VALUE);
        this.pace = inRange(uri, "pace", pace, 0, 10_000);
        this.inTurn = inTurn;
    }

    private static int inRange(String uri, String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    uri + ": " + name + " is " + value + "; " + least + " to " + most + " would be right");
        }
        return value;
    }

    SqsBatchComponent component() {
        return component;
    }

    public String queue() {
        return queue;
    }

    public int consumers() {
        return consumers;
    }

    public int messages() {
        return messages;
    }

    public int gather() {
        return gather;
    }

    public int gatherBytes() {
        return gatherBytes;
    }

    public int pace() {
        return pace;
    }

    public boolean inTurn() {
        return inTurn;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "sqs-batch:" + queue + " can only be consumed; to send, call a bean with a MessageSender");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SqsBatchConsumer consumer = new SqsBatchConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }
}

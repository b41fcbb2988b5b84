package io.tributary.queue;

import io.tributary.record.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Goes through the dead letters of one queue. SQS shows a message only by receiving it: what is seen is hidden from others until the
 * walk is over, then given back, and its receive count has grown by one. A walk that dies leaves everything where it was, to be seen
 * again after {@link #HIDDEN}.
 */
public final class DeadLetters {

    /** How long what a walk has seen stays hidden, unless it is given back before. */
    public static final Duration HIDDEN = Duration.ofMinutes(5);

    /** A receive that waits asks all of the queue's servers: one that brings nothing then means that nothing is left. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** So many receives in a row that bring only what was seen before, its time being over, end the walk. */
    private static final int NOTHING_NEW = 20;

    private final SqsClient sqs;
    private final Queues queues;
    private final SqsCosts costs;
    private final String source;
    private final String queue;
    private final Receipts receipts;

    /**
     * The dead letters of a queue; nothing is asked for and nothing is made.
     *
     * @param source the full name of the queue whose messages ended here
     * @param queue the full name of the dead-letter queue
     */
    public DeadLetters(SqsClient sqs, Names names, SqsCosts costs, String source, String queue) {
        this.sqs = sqs;
        this.costs = costs;
        this.source = source;
        this.queue = queue;
        this.queues = new Queues(sqs, names, new QueueSettings(false, 1, HIDDEN, WAIT, Duration.ofDays(14)), costs);
        this.receipts = new Receipts(sqs, queues, costs, queue);
    }

    /** Looks at what a receive brought. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Looks at a few messages, none of which it has seen before.
         *
         * @return what is done with, to be deleted, and whether to go on
         */
        Visited visit(List<ReceivedMessage> page) throws Exception;
    }

    /**
     * What a visitor did.
     *
     * @param done to be deleted; the others are given back when the walk is over
     */
    public record Visited(Collection<ReceivedMessage> done, boolean goOn) {}

    /** The full name of the queue whose messages ended here. */
    public String source() {
        return source;
    }

    /** The full name of the dead-letter queue. */
    public String queue() {
        return queue;
    }

    /** How many messages the dead-letter queue holds, also such of other queues that share it. */
    public QueueDepth depth() {
        return queues.depth(queue);
    }

    /**
     * Shows every dead letter once, a page of at most ten at a time, until the visitor has enough or none is left. Bodies are not
     * kept; ids and receipts are, of at most 120,000 messages, since SQS hides no more of one queue.
     *
     * @return how many of those that were done with could not be deleted and come again
     * @throws SdkException if the queue cannot be read; what was seen is given back
     * @throws Exception what the visitor throws; the page it was shown is given back with the rest
     */
    public int walk(Visitor visitor) throws Exception {
        Map<String, ReceivedMessage> held = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        int undeleted = 0;
        try {
            for (int nothingNew = 0; nothingNew < NOTHING_NEW; ) {
                List<Message> received = receive();
                if (received.isEmpty()) {
                    break;
                }
                List<ReceivedMessage> page = held(received, held, seen);
                nothingNew = page.isEmpty() ? nothingNew + 1 : 0;
                Visited visited = page.isEmpty() ? new Visited(List.of(), true) : visitor.visit(page);
                undeleted += receipts.delete(List.copyOf(visited.done()));
                visited.done().forEach(message -> held.remove(message.id()));
                if (!visited.goOn()) {
                    break;
                }
            }
        } finally {
            receipts.hide(List.copyOf(held.values()), Duration.ZERO);
        }
        return undeleted;
    }

    /** Notes what has to be given back, without its body; returns what is new and of this source. */
    private List<ReceivedMessage> held(List<Message> received, Map<String, ReceivedMessage> held, Set<String> seen) {
        List<ReceivedMessage> page = new ArrayList<>();
        for (Message message : received) {
            ReceivedMessage one = Receiver.received(message);
            held.put(
                    one.id(), new ReceivedMessage(one.id(), "", one.receiptHandle(), one.sentAt(), one.receiveCount()));
            if (seen.add(one.id()) && !isAnothers(message)) {
                page.add(one);
            }
        }
        return page;
    }

    /** Several queues may share a dead-letter queue. What somebody put there by hand has no source, and counts as this queue's. */
    private boolean isAnothers(Message message) {
        String arn = message.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
        return arn != null && !arn.endsWith(":" + source);
    }

    private List<Message> receive() {
        String url = queues.url(queue);
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout((int) HIDDEN.toSeconds())
                        .waitTimeSeconds((int) WAIT.toSeconds())
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
                .messages();
        costs.add(
                SqsCosts.Kind.RECEIVE,
                messages.size(),
                messages.stream()
                        .mapToLong(message -> Utf8.length(message.body()))
                        .sum());
        return messages;
    }
}

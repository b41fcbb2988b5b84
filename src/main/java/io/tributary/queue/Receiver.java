package io.tributary.queue;

import io.tributary.record.PackedText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Receives from one queue, with two of the system's attributes and none of the sender's. Messages are hidden for the time of our
 * settings, whatever the queue's own is, so that the heartbeat knows it.
 */
final class Receiver {

    private final SqsClient sqs;
    private final Queues queues;
    private final SqsCosts costs;
    private final String queue;
    private final int perReceive;
    private final int gather;
    private final long gatherBytes;
    private final Pace pace;

    /**
     * A receiver.
     *
     * @param gatherBytes of text, decompressed, that are processed together; one message may have more
     * @param pace of the rounds
     */
    Receiver(
            SqsClient sqs,
            Queues queues,
            SqsCosts costs,
            String queue,
            int perReceive,
            int gather,
            long gatherBytes,
            Pace pace) {
        this.sqs = sqs;
        this.queues = queues;
        this.costs = costs;
        this.queue = queue;
        this.perReceive = perReceive;
        this.gather = gather;
        this.gatherBytes = gatherBytes;
        this.pace = pace;
    }

    /**
     * Waits for the pace, then for messages, then for the pace again where another worker began meanwhile, and takes more without
     * waiting as long as every receive comes back full and they are not too many bytes. The first wait leaves the messages in the queue:
     * what several workers held in their hands would wait for as many rounds.
     *
     * @param received told of the messages of each receive as soon as they are here
     * @param end ends the waits for the pace; what was received is still returned
     * @throws SdkException if nothing could be received
     */
    List<ReceivedMessage> receive(Consumer<List<ReceivedMessage>> received, Pause end) {
        if (!awaitPace(end)) {
            return List.of();
        }
        Duration wait = queues.settings().waitTime();
        List<ReceivedMessage> gathered = new ArrayList<>(receive(Math.min(perReceive, gather), wait));
        received.accept(List.copyOf(gathered));
        if (gathered.isEmpty()) {
            return gathered;
        }
        Duration early = pace.begin();
        boolean full = early.isZero()
                ? gathered.size() == Math.min(perReceive, gather)
                // What has come in the meantime is what was waited for.
                : end.await(early);
        long bytes = bytes(gathered);
        while (full && gathered.size() < gather && bytes < gatherBytes) {
            int wanted = Math.min(perReceive, gather - gathered.size());
            try {
                List<ReceivedMessage> more = receive(wanted, Duration.ZERO);
                received.accept(more);
                gathered.addAll(more);
                bytes += bytes(more);
                full = more.size() == wanted;
            } catch (RuntimeException e) {
                // What was received is to be processed; the next receive meets the failure again.
                return gathered;
            }
        }
        if (full) {
            pace.saturated();
        }
        return gathered;
    }

    /** False when the end has come. */
    private boolean awaitPace(Pause end) {
        for (Duration look = pace.look(); !look.isZero(); look = pace.look()) {
            if (!end.await(look)) {
                return false;
            }
        }
        return true;
    }

    /** A round has taken so long: the pace follows. */
    void took(Duration round) {
        pace.took(round);
    }

    /** Splits what was received into what is processed together, in its order: a receive may bring more than fits. */
    List<List<ReceivedMessage>> portions(List<ReceivedMessage> messages) {
        List<List<ReceivedMessage>> portions = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            long more = PackedText.unpackedBytes(messages.get(i).body());
            if (i > from && bytes + more > gatherBytes) {
                portions.add(messages.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        portions.add(messages.subList(from, messages.size()));
        return portions;
    }

    private static long bytes(List<ReceivedMessage> messages) {
        return messages.stream()
                .mapToLong(message -> PackedText.unpackedBytes(message.body()))
                .sum();
    }

    private List<ReceivedMessage> receive(int wanted, Duration wait) {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(queues.url(queue))
                .maxNumberOfMessages(wanted)
                .waitTimeSeconds((int) wait.toSeconds())
                .visibilityTimeout((int) queues.settings().visibilityTimeout().toSeconds())
                .messageSystemAttributeNames(
                        MessageSystemAttributeName.SENT_TIMESTAMP, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .build();
        try {
            List<Message> messages = sqs.receiveMessage(request).messages();
            count(messages);
            return messages.stream().map(Receiver::received).toList();
        } catch (QueueDoesNotExistException e) {
            queues.forget(queue);
            throw e;
        }
    }

    private void count(List<Message> messages) {
        long bytes = messages.stream().mapToLong(m -> Utf8.length(m.body())).sum();
        costs.add(SqsCosts.Kind.RECEIVE, messages.size(), bytes);
    }

    static ReceivedMessage received(Message message) {
        return new ReceivedMessage(
                message.messageId(),
                message.body(),
                message.receiptHandle(),
                Instant.ofEpochMilli(attribute(message, MessageSystemAttributeName.SENT_TIMESTAMP)),
                (int) attribute(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    private static long attribute(Message message, MessageSystemAttributeName name) {
        String value = message.attributes().get(name);
        if (value == null) {
            throw new IllegalStateException("the server of the queue gives no " + name + ", which SQS does");
        }
        return Long.parseLong(value);
    }
}

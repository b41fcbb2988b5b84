package io.tributary.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Receives from one queue, with two of the system's attributes and none of the sender's. */
final class Receiver {

    private final SqsClient sqs;
    private final Queues queues;
    private final SqsCosts costs;
    private final String queue;
    private final int perReceive;
    private final int gather;

    Receiver(SqsClient sqs, Queues queues, SqsCosts costs, String queue, int perReceive, int gather) {
        this.sqs = sqs;
        this.queues = queues;
        this.costs = costs;
        this.queue = queue;
        this.perReceive = perReceive;
        this.gather = gather;
    }

    /**
     * Waits for messages, and takes more without waiting as long as every receive comes back full.
     *
     * @throws SdkException if nothing could be received
     */
    List<ReceivedMessage> receive() {
        Duration wait = queues.settings().waitTime();
        List<ReceivedMessage> gathered = new ArrayList<>(receive(Math.min(perReceive, gather), wait));
        boolean full = gathered.size() == Math.min(perReceive, gather);
        while (full && gathered.size() < gather) {
            int wanted = Math.min(perReceive, gather - gathered.size());
            try {
                List<ReceivedMessage> more = receive(wanted, Duration.ZERO);
                gathered.addAll(more);
                full = more.size() == wanted;
            } catch (SdkException e) {
                // What was received is to be processed; the next receive meets the failure again.
                return gathered;
            }
        }
        return gathered;
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

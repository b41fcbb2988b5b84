package io.tributary.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The messages of a queue, taken out of it, to be sent as often as wanted, as they were: so that a delivery can be repeated. */
final class QueuedMessages {

    private static final int PER_REQUEST = 10;

    private final Lane lane;
    private final String url;
    private final List<Message> messages;

    private QueuedMessages(Lane lane, String url, List<Message> messages) {
        this.lane = lane;
        this.url = url;
        this.messages = messages;
    }

    /** Takes all messages; nobody else may receive meanwhile. */
    static QueuedMessages take(Lane lane, String queue) {
        String url = lane.sqs().getQueueUrl(r -> r.queueName(queue)).queueUrl();
        List<Message> taken = new ArrayList<>();
        while (lane.depth(queue) > 0) {
            List<Message> some = lane.sqs()
                    .receiveMessage(r ->
                            r.queueUrl(url).maxNumberOfMessages(PER_REQUEST).messageAttributeNames("All"))
                    .messages();
            if (!some.isEmpty()) {
                taken.addAll(some);
                lane.sqs().deleteMessageBatch(r -> r.queueUrl(url).entries(deletes(some)));
            }
        }
        return new QueuedMessages(lane, url, taken);
    }

    private static List<DeleteMessageBatchRequestEntry> deletes(List<Message> some) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(some.get(i).receiptHandle())
                        .build())
                .toList();
    }

    /** Sends them all; returns when all are in the queue. */
    void send() {
        List<SendMessageBatchRequestEntry> request = new ArrayList<>();
        for (Message message : messages) {
            request.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(request.size()))
                    .messageBody(message.body())
                    .messageAttributes(message.messageAttributes())
                    .build());
            if (request.size() == PER_REQUEST) {
                send(request);
            }
        }
        if (!request.isEmpty()) {
            send(request);
        }
    }

    private void send(List<SendMessageBatchRequestEntry> request) {
        if (lane.sqs().sendMessageBatch(r -> r.queueUrl(url).entries(request)).hasFailed()) {
            throw new IllegalStateException("SQS refused a message that it had before");
        }
        request.clear();
    }
}

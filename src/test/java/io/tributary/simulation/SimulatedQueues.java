package io.tributary.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * SQS standard queues at their worst: any order, any delay, copies, messages that come back while they are worked on or after they
 * were deleted, entries that are refused, answers that are lost. Every request is one step.
 */
final class SimulatedQueues implements SqsClient {

    /** Requests: more than a sender makes before it gives up. */
    private static final int LONG_OUTAGE = 8;

    private final Scheduler scheduler;
    private final Chance chance;
    private final SimulatedClock clock;
    private final Map<String, List<Held>> queues = new LinkedHashMap<>();
    private final List<Held> hidden = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    private int sent;
    private int handles;
    private int visible;

    /** A message on its queue. */
    private static final class Held {
        final String queue;
        final String id;
        final String body;
        final Instant sentAt;
        String handle = "";
        Task holder;
        int received;

        Held(String queue, String id, String body, Instant sentAt) {
            this.queue = queue;
            this.id = id;
            this.body = body;
            this.sentAt = sentAt;
        }
    }

    SimulatedQueues(Scheduler scheduler, Chance chance, SimulatedClock clock) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.clock = clock;
    }

    /** Puts a message on its queue before anything runs. */
    void put(String queue, String id, String body, Instant sentAt) {
        store(new Held(queue, id, body, sentAt));
        if (chance.happens(Fault.DUPLICATE)) {
            store(new Held(queue, id, body, sentAt));
        }
    }

    /** The queues with messages to be received, one entry per message. */
    String anyWaiting() {
        if (visible == 0) {
            return null;
        }
        int which = chance.number(visible);
        for (Map.Entry<String, List<Held>> queue : queues.entrySet()) {
            which -= queue.getValue().size();
            if (which < 0) {
                return queue.getKey();
            }
        }
        return null;
    }

    /** A message that is worked on is seen again: its process is slower than its visibility timeout. */
    void expireOne() {
        if (!hidden.isEmpty() && chance.happens(Fault.EXPIRY)) {
            show(hidden.get(chance.number(hidden.size())));
        }
    }

    /** The messages of a process that died are seen again at once: their time was nearly over. */
    void showAllOf(Task task) {
        new ArrayList<>(hidden)
                .stream().filter(message -> message.holder == task).forEach(this::show);
    }

    /** Time goes by until every message is seen again. */
    boolean expireAll() {
        new ArrayList<>(hidden).forEach(this::show);
        return visible > 0;
    }

    /** What is left. */
    int size() {
        return visible + hidden.size();
    }

    /** The messages that failed: none has a reason to. */
    List<String> dead() {
        return dead;
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        return GetQueueUrlResponse.builder().queueUrl(request.queueName()).build();
    }

    /** No step: nothing that is decided depends on it. */
    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return GetQueueAttributesResponse.builder()
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:sim:0:" + request.queueUrl()
                                + "-dlq\",\"maxReceiveCount\":\"5\"}"))
                .build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        scheduler.step("send", () -> request.queueUrl() + " " + bodies(request));
        if (chance.happens(Fault.OUTAGE) || isCutOff(scheduler.current())) {
            throw SdkClientException.create("no connection");
        }
        List<SendMessageBatchResultEntry> stored = new ArrayList<>();
        List<BatchResultErrorEntry> refused = new ArrayList<>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            if (chance.happens(Fault.REFUSED)) {
                refused.add(BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("InternalError")
                        .senderFault(false)
                        .build());
                continue;
            }
            Held message = new Held(request.queueUrl(), "s" + ++sent, entry.messageBody(), clock.instant());
            store(message);
            if (chance.happens(Fault.DUPLICATE)) {
                store(new Held(message.queue, message.id, message.body, message.sentAt));
            }
            stored.add(SendMessageBatchResultEntry.builder().id(entry.id()).build());
        }
        if (chance.happens(Fault.LOST_ANSWER)) {
            throw SdkClientException.create("timeout");
        }
        return SendMessageBatchResponse.builder()
                .successful(stored)
                .failed(refused)
                .build();
    }

    private boolean isCutOff(Task task) {
        if (task.cutOff == 0 && chance.happens(Fault.LONG_OUTAGE)) {
            task.cutOff = LONG_OUTAGE;
        }
        if (task.cutOff == 0) {
            return false;
        }
        task.cutOff--;
        return true;
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        List<Held> waiting = queues.getOrDefault(request.queueUrl(), List.of());
        if (scheduler.current().delivered || waiting.isEmpty()) {
            scheduler.current().end();
            return ReceiveMessageResponse.builder().build();
        }
        scheduler.step("receive", request::queueUrl);
        int most = Math.min(request.maxNumberOfMessages(), waiting.size());
        int number = most <= 1 ? most : 1 + chance.number(most);
        List<Message> received = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Held message = waiting.remove(chance.number(waiting.size()));
            visible--;
            hidden.add(message);
            message.handle = "h" + ++handles;
            message.holder = scheduler.current();
            message.received++;
            received.add(Message.builder()
                    .messageId(message.id)
                    .body(message.body)
                    .receiptHandle(message.handle)
                    .attributes(Map.of(
                            MessageSystemAttributeName.SENT_TIMESTAMP,
                            Long.toString(message.sentAt.toEpochMilli()),
                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                            Integer.toString(message.received)))
                    .build());
        }
        return ReceiveMessageResponse.builder().messages(received).build();
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        scheduler.step(
                "delete", () -> request.queueUrl() + " " + request.entries().size() + " messages");
        if (chance.happens(Fault.OUTAGE)) {
            throw SdkClientException.create("no connection");
        }
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            Held message = held(entry.receiptHandle());
            if (message != null) {
                hidden.remove(message);
                if (chance.happens(Fault.UNDELETED)) {
                    store(message);
                }
            }
        }
        return DeleteMessageBatchResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        scheduler.step("give back", request::queueUrl);
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            Held message = held(entry.receiptHandle());
            if (message != null) {
                hidden.remove(message);
                dead.add(message.queue + " " + message.body);
            }
        }
        return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    private void store(Held message) {
        queues.computeIfAbsent(message.queue, name -> new ArrayList<>()).add(message);
        visible++;
    }

    private void show(Held message) {
        hidden.remove(message);
        store(message);
    }

    /** The message that a handle still stands for: a handle from before the message was seen again is worth nothing. */
    private Held held(String handle) {
        for (Held message : hidden) {
            if (message.handle.equals(handle)) {
                return message;
            }
        }
        return null;
    }

    private static List<String> bodies(SendMessageBatchRequest request) {
        return request.entries().stream()
                .map(SendMessageBatchRequestEntry::messageBody)
                .toList();
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

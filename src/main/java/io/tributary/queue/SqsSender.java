package io.tributary.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends with SendMessageBatch, as few requests as the limits allow, and again only what failed. Safe for many threads. */
public final class SqsSender implements MessageSender {

    private static final int ATTEMPTS = 6;

    private final SqsClient sqs;
    private final Queues queues;
    private final SqsCosts costs;
    private final Backoff backoff;
    private final Pause pause = new Pause();

    /** A sender that tries six times within about six seconds, beside what the client itself repeats. */
    public SqsSender(SqsClient sqs, Queues queues, SqsCosts costs) {
        this(sqs, queues, costs, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5)));
    }

    SqsSender(SqsClient sqs, Queues queues, SqsCosts costs, Backoff backoff) {
        this.sqs = sqs;
        this.queues = queues;
        this.costs = costs;
        this.backoff = backoff;
    }

    @Override
    public void send(String queue, List<String> bodies) throws SendFailedException {
        List<OutgoingMessage> messages = measured(queue, bodies);
        List<List<OutgoingMessage>> requests = OutgoingMessage.requests(messages);
        int confirmed = 0;
        for (List<OutgoingMessage> request : requests) {
            sendUntilConfirmed(queue, request, confirmed, bodies.size());
            confirmed += request.size();
        }
    }

    /** Everything is measured before anything is sent: a list with a message that cannot travel is refused whole. */
    private static List<OutgoingMessage> measured(String queue, List<String> bodies) throws SendFailedException {
        List<OutgoingMessage> messages = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            try {
                messages.add(OutgoingMessage.of(i, bodies.get(i)));
            } catch (IllegalArgumentException e) {
                throw new SendFailedException(
                        "nothing was sent to queue " + queue + ": " + e.getMessage(),
                        range(0, bodies.size()),
                        false,
                        e);
            }
        }
        return messages;
    }

    private void sendUntilConfirmed(String queue, List<OutgoingMessage> request, int confirmed, int total)
            throws SendFailedException {
        List<OutgoingMessage> left = request;
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = attempt(queue, left);
            left = outcome.left;
            if (left.isEmpty()) {
                return;
            }
            if (outcome.hopeless || attempt == ATTEMPTS || !pause.await(backoff.after(attempt))) {
                List<Integer> unconfirmed = new ArrayList<>();
                left.forEach(m -> unconfirmed.add(m.position()));
                unconfirmed.addAll(range(confirmed + request.size(), total));
                throw new SendFailedException(
                        unconfirmed.size() + " of " + total + " messages could not be sent to queue " + queue + " in "
                                + attempt + " attempts: " + outcome.reason,
                        unconfirmed,
                        !outcome.hopeless,
                        outcome.cause);
            }
        }
    }

    private Outcome attempt(String queue, List<OutgoingMessage> messages) {
        try {
            String url = queues.url(queue);
            costs.add(
                    SqsCosts.Kind.SEND,
                    messages.size(),
                    messages.stream().mapToLong(OutgoingMessage::bytes).sum());
            SendMessageBatchResponse response =
                    sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries(messages)));
            return outcome(messages, response);
        } catch (QueueDoesNotExistException e) {
            queues.forget(queue);
            return new Outcome(messages, reason(e), e, false);
        } catch (SdkException e) {
            return new Outcome(messages, reason(e), e, !TransientFailures.isTransient(e));
        }
    }

    private static List<SendMessageBatchRequestEntry> entries(List<OutgoingMessage> messages) {
        return messages.stream()
                .map(m -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(m.position()))
                        .messageBody(m.body())
                        .build())
                .toList();
    }

    /** What is left is what SQS did not name as stored; an entry that it names nowhere is not stored either. */
    private static Outcome outcome(List<OutgoingMessage> messages, SendMessageBatchResponse response) {
        Map<String, OutgoingMessage> left = new HashMap<>();
        messages.forEach(m -> left.put(Integer.toString(m.position()), m));
        response.successful().forEach(entry -> left.remove(entry.id()));
        String reason = "SQS did not answer for every message";
        boolean hopeless = false;
        for (BatchResultErrorEntry failed : response.failed()) {
            reason = failed.code() + (failed.message() == null ? "" : " " + failed.message());
            hopeless |= BatchErrors.isHopeless(failed);
        }
        List<OutgoingMessage> inOrder = messages.stream()
                .filter(m -> left.containsKey(Integer.toString(m.position())))
                .toList();
        return new Outcome(inOrder, reason, null, hopeless);
    }

    private static String reason(SdkException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static List<Integer> range(int from, int to) {
        List<Integer> range = new ArrayList<>();
        for (int i = from; i < to; i++) {
            range.add(i);
        }
        return range;
    }

    /** What one request left to do. */
    private record Outcome(
            List<OutgoingMessage> left,
            String reason,
            @Nullable Throwable cause,
            boolean hopeless) {}
}

package io.tributary.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What is done with messages of one queue after they were received: deleted, or hidden for longer or shorter. */
final class Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final int PER_REQUEST = 10;
    private static final int ATTEMPTS = 4;

    private final SqsClient sqs;
    private final Queues queues;
    private final SqsCosts costs;
    private final String queue;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
    private final Pause pause = new Pause();

    Receipts(SqsClient sqs, Queues queues, SqsCosts costs, String queue) {
        this.sqs = sqs;
        this.queues = queues;
        this.costs = costs;
        this.queue = queue;
    }

    /**
     * Deletes messages whose effects are durable. What cannot be deleted comes again and does no harm.
     *
     * @return how many could not be deleted
     */
    int delete(List<ReceivedMessage> messages) {
        int kept = 0;
        for (List<ReceivedMessage> chunk : chunks(messages)) {
            kept += deleteChunk(chunk);
        }
        if (kept > 0) {
            LOG.warn("queue {}: {} messages were processed but could not be deleted; they come again", queue, kept);
        }
        return kept;
    }

    private int deleteChunk(List<ReceivedMessage> chunk) {
        List<ReceivedMessage> left = chunk;
        for (int attempt = 1; ; attempt++) {
            try {
                left = left(left, deleteOnce(left));
            } catch (QueueDoesNotExistException e) {
                // The messages are gone with it.
                queues.forget(queue);
                return 0;
            } catch (SdkException e) {
                LOG.debug("queue {}: delete failed, attempt {}", queue, attempt, e);
            }
            if (left.isEmpty() || attempt == ATTEMPTS || !pause.await(backoff.after(attempt))) {
                return left.size();
            }
        }
    }

    private List<BatchResultErrorEntry> deleteOnce(List<ReceivedMessage> messages) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
                .toList();
        String url = queues.url(queue);
        costs.add(SqsCosts.Kind.DELETE, messages.size(), 0);
        return sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries)).failed();
    }

    private static List<ReceivedMessage> left(List<ReceivedMessage> messages, List<BatchResultErrorEntry> failed) {
        Set<Integer> again = new HashSet<>();
        failed.forEach(f -> again.add(Integer.valueOf(f.id())));
        return IntStream.range(0, messages.size())
                .filter(again::contains)
                .mapToObj(messages::get)
                .toList();
    }

    /**
     * Hides messages for so long from now. A handle that is no longer valid is no matter: the message is somebody else's by now, and
     * whatever is written twice is written once.
     */
    void hide(List<ReceivedMessage> messages, Duration time) {
        hide(messages, message -> time);
    }

    /**
     * Hides each message for a time of its own, ten in a request.
     *
     * @return whether SQS answered every request
     */
    boolean hide(List<ReceivedMessage> messages, Function<ReceivedMessage, Duration> time) {
        boolean answered = true;
        for (List<ReceivedMessage> chunk : chunks(messages)) {
            try {
                hideChunk(chunk, time);
            } catch (QueueDoesNotExistException e) {
                queues.forget(queue);
                return true;
            } catch (SdkException e) {
                LOG.debug("queue {}: visibility of {} messages stays as it is", queue, chunk.size(), e);
                answered = false;
            }
        }
        return answered;
    }

    private void hideChunk(List<ReceivedMessage> chunk, Function<ReceivedMessage, Duration> time) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = IntStream.range(0, chunk.size())
                .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(chunk.get(i).receiptHandle())
                        .visibilityTimeout((int) time.apply(chunk.get(i)).toSeconds())
                        .build())
                .toList();
        String url = queues.url(queue);
        costs.add(SqsCosts.Kind.VISIBILITY, chunk.size(), 0);
        sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries));
    }

    private static List<List<ReceivedMessage>> chunks(List<ReceivedMessage> messages) {
        List<List<ReceivedMessage>> chunks = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += PER_REQUEST) {
            chunks.add(messages.subList(from, Math.min(from + PER_REQUEST, messages.size())));
        }
        return chunks;
    }
}

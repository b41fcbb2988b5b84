package io.tributary.queue;

import io.tributary.record.Names;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * The addresses of queues, looked up once. A queue that is missing is made, with its dead-letter queue, where settings allow it.
 * Whoever hears from SQS that a queue does not exist calls {@link #forget}, and the next look-up finds or makes it again.
 */
public final class Queues {

    private static final QueueAttributeName[] DEPTH = {
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED
    };

    private final SqsClient sqs;
    private final Names names;
    private final QueueSettings settings;
    private final SqsCosts costs;
    private final Map<String, String> urls = new ConcurrentHashMap<>();

    public Queues(SqsClient sqs, Names names, QueueSettings settings, SqsCosts costs) {
        this.sqs = sqs;
        this.names = names;
        this.settings = settings;
        this.costs = costs;
    }

    public QueueSettings settings() {
        return settings;
    }

    /** The name of the queue that takes this queue's dead letters. */
    public String deadLetterQueue(String queue) {
        return names.deadLetterQueue(queue);
    }

    /**
     * The URL of a queue.
     *
     * @param queue the full name, with the prefix
     * @throws QueueDoesNotExistException if it does not exist and may not be made
     * @throws SdkException if SQS cannot be reached or refuses
     */
    public String url(String queue) {
        String known = urls.get(queue);
        if (known != null) {
            return known;
        }
        String url = findOrCreate(queue);
        urls.put(queue, url);
        return url;
    }

    /** Called when SQS says that the queue does not exist. */
    public void forget(String queue) {
        urls.remove(queue);
    }

    /**
     * Counts what the queue holds.
     *
     * @throws SdkException as {@link #url}
     */
    public QueueDepth depth(String queue) {
        Map<QueueAttributeName, String> counts = attributes(queue, DEPTH);
        return new QueueDepth(count(counts, DEPTH[0]), count(counts, DEPTH[1]), count(counts, DEPTH[2]));
    }

    /**
     * Where the queue moves what failed too often; nothing if it does not.
     *
     * @throws SdkException as {@link #url}
     */
    public Optional<RedrivePolicy> redrivePolicy(String queue) {
        return RedrivePolicy.parse(
                attributes(queue, QueueAttributeName.REDRIVE_POLICY).get(QueueAttributeName.REDRIVE_POLICY));
    }

    private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.getOrDefault(name, "0"));
    }

    Map<QueueAttributeName, String> attributes(String queue, QueueAttributeName... wanted) {
        String url = url(queue);
        count();
        try {
            return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(wanted))
                    .attributes();
        } catch (QueueDoesNotExistException e) {
            forget(queue);
            throw e;
        }
    }

    private String findOrCreate(String queue) {
        String found = find(queue);
        if (found != null) {
            return found;
        }
        if (!settings.create()) {
            throw (QueueDoesNotExistException) QueueDoesNotExistException.builder()
                    .message("the queue '" + queue + "' does not exist; make it, or set tributary.queues.create=true")
                    .statusCode(400)
                    .build();
        }
        return create(queue);
    }

    private @Nullable String find(String queue) {
        count();
        try {
            return sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
        } catch (QueueDoesNotExistException e) {
            return null;
        }
    }

    private String create(String queue) {
        if (queue.endsWith(names.deadLetterQueue(""))) {
            return create(queue, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, retention()));
        }
        String deadLetters = names.deadLetterQueue(queue);
        urls.remove(deadLetters);
        String arn = attributes(deadLetters, QueueAttributeName.QUEUE_ARN).get(QueueAttributeName.QUEUE_ARN);
        String redrive =
                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"" + settings.maxReceiveCount() + "\"}";
        return create(
                queue,
                Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD, retention(),
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                                Long.toString(settings.visibilityTimeout().toSeconds()),
                        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                                Long.toString(settings.waitTime().toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY, redrive));
    }

    private String create(String queue, Map<QueueAttributeName, String> attributes) {
        count();
        try {
            return sqs.createQueue(r -> r.queueName(queue).attributes(attributes))
                    .queueUrl();
        } catch (QueueNameExistsException e) {
            // Another process with other settings was faster; its queue is as good.
            String found = find(queue);
            if (found == null) {
                throw e;
            }
            return found;
        }
    }

    private String retention() {
        return Long.toString(settings.retention().toSeconds());
    }

    private void count() {
        costs.add(SqsCosts.Kind.ADMINISTRATION, 0, 0);
    }
}

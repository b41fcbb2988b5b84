package io.tributary.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * What is wrong with a queue that we were given. None of it stops the work; each of it loses or repeats messages when something else
 * goes wrong. An attribute that a server does not have is not judged.
 */
public final class QueueCheck {

    private static final int FEW = 2;

    private final Queues queues;

    public QueueCheck(Queues queues) {
        this.queues = queues;
    }

    /**
     * What is wrong and what to set, one sentence each; nothing if all is well.
     *
     * @param queue the full name
     * @throws SdkException if the queue itself cannot be asked
     */
    public List<String> problems(String queue) {
        Map<QueueAttributeName, String> attributes = queues.attributes(
                queue, QueueAttributeName.REDRIVE_POLICY, QueueAttributeName.MESSAGE_RETENTION_PERIOD);
        Optional<RedrivePolicy> policy = RedrivePolicy.parse(attributes.get(QueueAttributeName.REDRIVE_POLICY));
        if (policy.isEmpty()) {
            return List.of("queue " + queue
                    + " has no redrive policy: a message that cannot be processed comes back until its retention is over and is"
                    + " then lost; set RedrivePolicy to a dead-letter queue, such as "
                    + queues.deadLetterQueue(queue) + ", with maxReceiveCount "
                    + queues.settings().maxReceiveCount());
        }
        List<String> problems = new ArrayList<>();
        addCount(queue, policy.get(), problems);
        addDeadLetterQueue(queue, policy.get().deadLetterQueue(), retention(attributes), problems);
        return problems;
    }

    private void addCount(String queue, RedrivePolicy policy, List<String> problems) {
        if (policy.maxReceiveCount() < FEW) {
            problems.add("queue " + queue + " has maxReceiveCount " + policy.maxReceiveCount()
                    + " in its redrive policy: a message whose process is killed once is a dead letter; set it to "
                    + QueueSettings.DEFAULTS.maxReceiveCount());
        }
    }

    private void addDeadLetterQueue(
            String queue, String deadLetters, @Nullable Duration retention, List<String> problems) {
        try {
            Duration there = retention(queues.attributes(deadLetters, QueueAttributeName.MESSAGE_RETENTION_PERIOD));
            if (retention != null && there != null && there.compareTo(retention) < 0) {
                problems.add("queue " + deadLetters + " keeps messages for " + there + ", less than " + queue + " with "
                        + retention
                        + ": the time counts from the first sending, and a dead letter may be lost as soon as it is one; set"
                        + " MessageRetentionPeriod of " + deadLetters + " to 1209600 (14 days)");
            }
        } catch (QueueDoesNotExistException e) {
            problems.add("queue " + deadLetters + " does not exist, and the redrive policy of " + queue
                    + " names it: what fails too often goes nowhere; make it, or name another");
        } catch (SdkException e) {
            problems.add("queue " + deadLetters + ", the dead-letter queue of " + queue + ", cannot be read: "
                    + Reasons.of(e) + "; the commands for dead letters need sqs:GetQueueAttributes, ReceiveMessage,"
                    + " DeleteMessage and ChangeMessageVisibility on it");
        }
    }

    private static @Nullable Duration retention(Map<QueueAttributeName, String> attributes) {
        String seconds = attributes.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD);
        return seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
    }
}

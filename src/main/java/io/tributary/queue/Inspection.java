package io.tributary.queue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Checks a queue once, when it has been received from for the first time, and keeps what is wrong with it for the health check. */
final class Inspection {

    private static final Logger LOG = LoggerFactory.getLogger(SqsBatchConsumer.class);

    private final String queue;
    private final QueueCheck check;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile List<String> warnings = List.of();

    Inspection(String queue, QueueCheck check) {
        this.queue = queue;
        this.check = check;
    }

    /** Does no harm whatever the answer. */
    void once() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        try {
            warnings = check.problems(queue);
        } catch (SdkException | IllegalStateException e) {
            warnings = List.of(
                    "queue " + queue + ": nobody knows whether it has a redrive policy, since its attributes cannot be"
                            + " read: " + Reasons.of(e) + "; allow sqs:GetQueueAttributes");
        }
        warnings.forEach(LOG::warn);
    }

    List<String> warnings() {
        return warnings;
    }
}

package io.tributary.queue;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the failures of one queue's messages to the log that keeps them. That one may fail, too; the message fails once. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final String queue;
    private final FailureLog log;
    private final Clock clock;
    private volatile boolean failing;

    Failures(String queue, FailureLog log, Clock clock) {
        this.queue = queue;
        this.log = log;
        this.clock = clock;
    }

    void keep(ReceivedMessage message, Throwable why, String reason) {
        try {
            log.add(new MessageFailure(
                    queue,
                    message.id(),
                    message.sentAt(),
                    message.receiveCount(),
                    Reasons.kind(why),
                    reason,
                    clock.instant()));
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn(
                        "queue {}: reasons of failures cannot be stored and are in this log alone, from message {} on: {}",
                        queue,
                        message.id(),
                        Reasons.of(e));
            }
            failing = true;
        }
    }
}

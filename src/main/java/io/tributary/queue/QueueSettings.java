package io.tributary.queue;

import java.time.Duration;

/**
 * How queues are made and read.
 *
 * @param create whether a queue that does not exist is made, with its dead-letter queue; otherwise its route waits for it
 * @param maxReceiveCount how often a message is tried before the queue moves it to its dead-letter queue (1 to 1000)
 * @param visibilityTimeout how long a received message stays hidden from other consumers (2 seconds to 12 hours); while it is in
 *     process this is extended, so it only decides how soon a message of a process that died is seen again
 * @param waitTime how long a receive waits for a message (0 to 20 seconds)
 * @param retention how long a queue keeps a message (1 minute to 14 days), dead letters too
 */
public record QueueSettings(
        boolean create, int maxReceiveCount, Duration visibilityTimeout, Duration waitTime, Duration retention) {

    /** Queues are made; 5 tries, 60 seconds of visibility timeout, long polls of 20 seconds, 14 days of retention. */
    public static final QueueSettings DEFAULTS =
            new QueueSettings(true, 5, Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofDays(14));

    public QueueSettings {
        if (maxReceiveCount < 1 || maxReceiveCount > 1_000) {
            throw new IllegalArgumentException(
                    "tributary.queues.max-receive-count: " + maxReceiveCount + " is not between 1 and 1000");
        }
        requireBetween("visibility-timeout", visibilityTimeout, Duration.ofSeconds(2), Duration.ofHours(12));
        requireBetween("wait-time", waitTime, Duration.ZERO, Duration.ofSeconds(20));
        requireBetween("retention", retention, Duration.ofMinutes(1), Duration.ofDays(14));
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0 || value.toNanosPart() != 0) {
            throw new IllegalArgumentException("tributary.queues." + name + ": " + value + " is not between " + least
                    + " and " + most + " in whole seconds");
        }
    }
}

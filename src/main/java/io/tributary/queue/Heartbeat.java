package io.tributary.queue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the messages in process hidden: a beat comes three times within the time for which they were hidden, and sooner after one that
 * failed. It goes by the visibility timeout of our settings, with which messages are received; the queue's own is never used.
 *
 * <p>SQS hides a message for 12 hours at most, counted from its receive. Before that it is let go: given back, no longer hidden, and
 * no longer tried here. Whoever takes it next does the same work once more.
 */
final class Heartbeat {

    /** The bound of SQS for all extensions together. */
    static final Duration MOST = Duration.ofHours(12);

    static final Duration LET_GO_AFTER = MOST.minusMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    /** A clock that runs differently from that of SQS must not ask for more than it gives. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final String queue;
    private final InFlight inFlight;
    private final Receipts receipts;
    private final Duration hidden;

    /**
     * A heartbeat.
     *
     * @param hidden the visibility timeout with which messages are received
     */
    Heartbeat(String queue, InFlight inFlight, Receipts receipts, Duration hidden) {
        this.queue = queue;
        this.inFlight = inFlight;
        this.receipts = receipts;
        this.hidden = hidden;
    }

    /** The time from one beat to the next. */
    Duration period() {
        return hidden.dividedBy(3);
    }

    /** Hides what is in process for longer; returns when to do so again. */
    Duration beat() {
        boolean answered;
        try {
            letGo();
            Map<ReceivedMessage, Duration> times = new LinkedHashMap<>();
            inFlight.ages().forEach((message, age) -> times.put(message, within(age)));
            answered = receipts.hide(List.copyOf(times.keySet()), message -> times.getOrDefault(message, hidden));
        } catch (RuntimeException e) {
            LOG.debug("queue {}: heartbeat failed", queue, e);
            answered = false;
        }
        // Seven more attempts before the messages are seen by others.
        return answered ? period() : period().dividedBy(4);
    }

    private Duration within(Duration age) {
        Duration left = MOST.minus(age).minus(SLACK);
        return left.compareTo(hidden) < 0 ? left : hidden;
    }

    private void letGo() {
        List<ReceivedMessage> old = inFlight.ages().entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(LET_GO_AFTER) >= 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!old.isEmpty()) {
            LOG.warn(
                    "queue {}: {} messages have been in process for {} and are given back, since SQS hides none for longer than {};"
                            + " the first is {}. They are processed again, which does no harm",
                    queue,
                    old.size(),
                    LET_GO_AFTER,
                    MOST,
                    old.get(0).id());
            inFlight.remove(old);
            receipts.hide(old, Duration.ZERO);
        }
    }
}

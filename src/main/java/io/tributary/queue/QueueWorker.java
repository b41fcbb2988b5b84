package io.tributary.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread's work: receive, process, and only then delete.
 *
 * <p>A failure that lies outside of the messages (a database that is away) keeps them: hidden, in this process, tried until it
 * works. Giving them back would count against them, and an outage would end with good messages among the dead letters. Any other
 * failure is tried once more for each message alone, so that one that is bad does not take the others with it.
 */
final class QueueWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsBatchConsumer.class);

    /** What a worker works with; the same for all workers of a consumer. */
    record Tools(
            String queue,
            Queues queues,
            Receiver receiver,
            Receipts receipts,
            Delivery delivery,
            Failures failures,
            Predicate<Throwable> isTransient,
            Backoff backoff,
            Trouble receiving,
            Trouble processing,
            Inspection inspection) {}

    /** Takes messages through the route. */
    @FunctionalInterface
    interface Delivery {
        /** Returns why they could not be processed, or null when all but the failed ones were. */
        @Nullable
        Throwable deliver(ReceivedMessages messages);
    }

    private final Tools tools;
    private final InFlight inFlight;
    private final Pause end;
    private volatile boolean processing;

    QueueWorker(Tools tools, InFlight inFlight, Pause end) {
        this.tools = tools;
        this.inFlight = inFlight;
        this.end = end;
    }

    /** Whether it is past receiving; an interrupt then cannot lose what a receive is about to bring. */
    boolean isProcessing() {
        return processing;
    }

    @Override
    public void run() {
        int failures = 0;
        while (!end.isEnded()) {
            try {
                List<ReceivedMessage> messages = tools.receiver.receive(inFlight::add, end);
                tools.receiving.worked(this);
                failures = 0;
                take(messages);
                if (!end.isEnded()) {
                    tools.inspection.once();
                }
            } catch (RuntimeException | Error e) {
                // An error too: a thread that died here would leave a queue that nobody reads.
                failures++;
                if (!end.isEnded()) {
                    tools.receiving.failed(this, e);
                    end.await(tools.backoff.after(failures));
                }
            }
        }
        tools.receiving.left(this);
        tools.processing.left(this);
    }

    private void take(List<ReceivedMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        processing = true;
        long begin = System.nanoTime();
        try {
            tools.receiver.portions(messages).forEach(this::handlePortion);
        } finally {
            tools.receiver.took(Duration.ofNanos(System.nanoTime() - begin));
            inFlight.remove(messages);
            processing = false;
        }
    }

    private void handlePortion(List<ReceivedMessage> portion) {
        try {
            handle(portion);
        } catch (RuntimeException e) {
            LOG.error("queue {}: {} messages are left to come again", tools.queue, portion.size(), e);
        }
    }

    private void handle(List<ReceivedMessage> messages) {
        List<ReceivedMessage> left = messages;
        for (int failures = 1; !end.isEnded() && !left.isEmpty(); failures++) {
            ReceivedMessages body = new ReceivedMessages(tools.queue, left);
            Throwable why = tools.delivery.deliver(body);
            if (why == null) {
                Settled settled = settle(body);
                left = settled.again;
                why = settled.why;
            } else if (!end.isEnded() && !tools.isTransient.test(why)) {
                tools.processing.worked(this);
                failOrSplit(left, why);
                return;
            }
            if (left.isEmpty() || why == null) {
                tools.processing.worked(this);
                return;
            }
            if (!end.isEnded()) {
                tools.processing.failed(this, why);
                end.await(tools.backoff.after(failures));
                // What was held for too long has been given back: it is no longer ours to try.
                left = inFlight.of(left);
            }
        }
        if (left.isEmpty()) {
            tools.processing.left(this);
        } else {
            giveBack(left);
        }
    }

    /** What of a delivery that succeeded has to be tried again, and why. */
    private record Settled(
            List<ReceivedMessage> again, @Nullable Throwable why) {}

    private Settled settle(ReceivedMessages body) {
        Map<ReceivedMessage, Exception> failures = body.failures();
        List<ReceivedMessage> done = new ArrayList<>(body.messages());
        done.removeAll(failures.keySet());
        tools.receipts.delete(done);
        inFlight.remove(done);
        List<ReceivedMessage> again = new ArrayList<>();
        Throwable why = null;
        for (Map.Entry<ReceivedMessage, Exception> failure : failures.entrySet()) {
            // What a stop has interrupted has not failed; it is given back.
            if (end.isEnded() || tools.isTransient.test(failure.getValue())) {
                again.add(failure.getKey());
                why = failure.getValue();
            } else {
                fail(failure.getKey(), failure.getValue(), Reasons.said(failure.getValue()));
            }
        }
        return new Settled(again, why);
    }

    private void failOrSplit(List<ReceivedMessage> messages, Throwable why) {
        if (messages.size() == 1) {
            fail(messages.get(0), why, Reasons.of(why));
            return;
        }
        for (ReceivedMessage alone : messages) {
            handle(List.of(alone));
        }
    }

    private void fail(ReceivedMessage message, Throwable why, String reason) {
        QueueSettings settings = tools.queues.settings();
        LOG.warn(
                "queue {}: message {} failed, received {} times of {} before it goes to {}: {}",
                tools.queue,
                message.id(),
                message.receiveCount(),
                settings.maxReceiveCount(),
                tools.queues.deadLetterQueue(tools.queue),
                reason);
        // Before it can be received again: a last failure moves it to the dead letters.
        tools.failures.keep(message, why, reason);
        Duration soon = Duration.ofSeconds(1L << Math.min(Math.max(message.receiveCount(), 0), 16));
        Duration most = settings.visibilityTimeout();
        tools.receipts.hide(List.of(message), soon.compareTo(most) < 0 ? soon : most);
        inFlight.remove(List.of(message));
    }

    /** For another process to take at once. */
    private void giveBack(List<ReceivedMessage> messages) {
        // The interrupt that ended the processing would end this request too.
        boolean interrupted = Thread.interrupted();
        tools.receipts.hide(messages, Duration.ZERO);
        inFlight.remove(messages);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.tributary.queue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one consumer from a start to the next stop, and the heartbeat that keeps their messages hidden.
 *
 * <p>The end is bounded: at once nothing more is received or tried again; what is in process has time to finish, then is
 * interrupted, then its messages are given back whatever its thread does. A receive that waits for messages cannot be broken off
 * without losing for a while what it is about to bring; its thread is left behind, and gives back what still comes.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final QueueWorker.Tools tools;
    private final ScheduledExecutorService scheduler;
    private final Duration bound;
    private final InFlight inFlight = new InFlight(System::nanoTime);
    private final Heartbeat heartbeat;
    private final Pause end = new Pause();
    private final Map<QueueWorker, Thread> threads = new LinkedHashMap<>();
    private volatile boolean over;

    /**
     * Starts the threads.
     *
     * @param newThread makes a thread from a name and its work
     * @param bound how long what is in process may take after the end
     */
    Intake(
            QueueWorker.Tools tools,
            int workers,
            BiFunction<String, Runnable, Thread> newThread,
            ScheduledExecutorService scheduler,
            Duration bound) {
        this.tools = tools;
        this.scheduler = scheduler;
        this.bound = bound;
        this.heartbeat = new Heartbeat(
                tools.queue(),
                inFlight,
                tools.receipts(),
                tools.queues().settings().visibilityTimeout());
        scheduleBeat(heartbeat.period());
        for (int i = 1; i <= workers; i++) {
            QueueWorker worker = new QueueWorker(tools, inFlight, end);
            Thread thread = newThread.apply("sqs-batch-" + tools.queue() + "-" + i, worker);
            threads.put(worker, thread);
            thread.start();
        }
    }

    /** Begins the end and does not wait for it. */
    void end() {
        if (end.isEnded()) {
            return;
        }
        end.end();
        long millis = bound.toMillis();
        scheduler.schedule(this::interrupt, millis * 8 / 10, TimeUnit.MILLISECONDS);
        scheduler.schedule(this::giveBack, millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for the end of what is in process, within the bound. */
    void awaitEnd() {
        try {
            if (!inFlight.awaitNone(bound.plusSeconds(1))) {
                giveBack();
            }
        } catch (InterruptedException e) {
            interrupt();
            giveBack();
            Thread.currentThread().interrupt();
        }
        over = true;
    }

    private void scheduleBeat(Duration wait) {
        if (!over) {
            try {
                scheduler.schedule(() -> scheduleBeat(heartbeat.beat()), wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The component has stopped, after its consumers.
                over = true;
            }
        }
    }

    private void interrupt() {
        threads.forEach((worker, thread) -> {
            if (worker.isProcessing()) {
                thread.interrupt();
            }
        });
    }

    private void giveBack() {
        List<ReceivedMessage> held = inFlight.all();
        if (!held.isEmpty()) {
            LOG.warn(
                    "queue {}: {} messages were still in process {} after the stop and are given back",
                    tools.queue(),
                    held.size(),
                    bound);
            inFlight.remove(held);
            tools.receipts().hide(held, Duration.ZERO);
        }
    }
}

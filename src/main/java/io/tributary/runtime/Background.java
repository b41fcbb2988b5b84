package io.tributary.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task that is done once, beside everything else, and tried until it works: a server that it needs may be away. */
final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final String what;
    private final Callable<?> task;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread daemon = new Thread(runnable, "tributary-background");
        daemon.setDaemon(true);
        return daemon;
    });
    private boolean failing;

    private Background(String what, Callable<?> task) {
        this.what = what;
        this.task = task;
    }

    /**
     * Starts at once.
     *
     * @param what for the log: {@code looking for new views}
     * @param pause between a failure and the next try
     */
    static Background start(String what, Callable<?> task, Duration pause) {
        Background background = new Background(what, task);
        background.thread.scheduleWithFixedDelay(background::attempt, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return background;
    }

    private void attempt() {
        try {
            task.call();
            if (failing) {
                LOG.info("{} works again", what);
            }
            thread.shutdown();
        } catch (Exception e) {
            if (!failing && !thread.isShutdown()) {
                LOG.warn("{} fails and is tried until it works: {}", what, e.toString());
            }
            failing = true;
        }
    }

    /** Interrupts the task; what it has begun is done again at the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}

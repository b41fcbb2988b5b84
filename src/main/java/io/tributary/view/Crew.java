package io.tributary.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does the parts of a job on the thread that has it and on those of the crew that are free: one receive may bring many chunks of
 * views, while the other builders of the view have nothing to do. Safe for many threads.
 */
public final class Crew {

    private static final Crew NOBODY = new Crew(null, 0);

    private final @Nullable ThreadPoolExecutor threads;
    private final int size;

    private Crew(@Nullable ThreadPoolExecutor threads, int size) {
        this.threads = threads;
        this.size = size;
    }

    /** A crew of nobody: the thread that has the job does it. */
    public static Crew nobody() {
        return NOBODY;
    }

    /**
     * A crew.
     *
     * @param size threads; they end when they had nothing to do for a while, and keep no process alive. None is a crew of nobody
     */
    public static Crew of(int size) {
        if (size < 1) {
            return nobody();
        }
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "view-builder-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return new Crew(threads, size);
    }

    /**
     * Does the work for each part, several at a time. After a failure no further part is begun.
     *
     * @throws RuntimeException what the work threw first, when nobody is at work any more
     */
    <T> void each(List<T> parts, Consumer<T> work) {
        Queue<T> left = new ConcurrentLinkedQueue<>(parts);
        Runnable share = () -> {
            for (T part = left.poll(); part != null; part = left.poll()) {
                try {
                    work.accept(part);
                } catch (RuntimeException | Error e) {
                    left.clear();
                    throw e;
                }
            }
        };
        List<Future<?>> helpers = new ArrayList<>();
        for (int i = 0; threads != null && i < Math.min(size, parts.size() - 1); i++) {
            helpers.add(threads.submit(share));
        }
        Throwable failure = null;
        try {
            share.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (Future<?> helper : helpers) {
            if (threads == null || !threads.remove((Runnable) helper)) {
                failure = outcome(helper, failure);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    /** Waits for a helper that has begun. One that has not finds nothing left, and is not waited for. */
    private static @Nullable Throwable outcome(Future<?> helper, @Nullable Throwable failure) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    helper.get();
                    return failure;
                } catch (InterruptedException e) {
                    // A stop: the chunk that is under way ends, or fails, by itself.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            return failure == null ? e.getCause() : failure;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

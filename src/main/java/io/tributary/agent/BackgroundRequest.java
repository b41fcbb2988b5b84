package io.tributary.agent;

import io.tributary.queue.SendFailedException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * At most one request that is on its way in another thread. What a confirmed request means is done in the thread that waits for it, in the order of
 * the requests.
 */
final class BackgroundRequest {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "agent-send");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Request request;
    private @Nullable Future<?> sent;

    /**
     * A request.
     *
     * @param sending returns when it is confirmed
     * @param confirmed what to do then
     */
    record Request(Sending sending, Runnable confirmed) {}

    /** Sends until it is confirmed. */
    interface Sending {
        void run() throws SendFailedException;
    }

    /** Sends in another thread. Whoever calls this has awaited the one before. */
    void start(Request next) {
        if (sent != null) {
            throw new IllegalStateException("a request is on its way; await it first");
        }
        request = next;
        sent = THREADS.submit(() -> {
            next.sending.run();
            return null;
        });
    }

    /**
     * Waits until the request on its way, if there is one, is confirmed.
     *
     * @throws PublishFailedException if it is not
     */
    void await() {
        Future<?> waitedFor = sent;
        Request confirmed = request;
        if (waitedFor == null || confirmed == null) {
            return;
        }
        sent = null;
        request = null;
        try {
            waitedFor.get();
        } catch (InterruptedException e) {
            waitedFor.cancel(true);
            Thread.currentThread().interrupt();
            throw new PublishFailedException(
                    new SendFailedException("the agent was stopped while it waited for SQS", List.of(), true, e));
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
        confirmed.confirmed.run();
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof SendFailedException failed) {
            return new PublishFailedException(failed);
        }
        return cause instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(cause);
    }
}

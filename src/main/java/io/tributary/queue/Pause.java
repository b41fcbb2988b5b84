package io.tributary.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait that ends early: when it is told to, once and for all, or by an interrupt. */
final class Pause {

    private final CountDownLatch ended = new CountDownLatch(1);

    /** Waits; false when there is nothing more to wait for, because the end has come. An interrupt is kept for the caller. */
    boolean await(Duration time) {
        try {
            return !ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        ended.countDown();
    }

    boolean isEnded() {
        return ended.getCount() == 0;
    }
}

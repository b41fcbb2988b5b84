package io.tributary.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages of one consumer that are in process: neither deleted nor given back. */
final class InFlight {

    private final Map<String, ReceivedMessage> byHandle = new LinkedHashMap<>();

    synchronized void add(List<ReceivedMessage> messages) {
        messages.forEach(m -> byHandle.put(m.receiptHandle(), m));
    }

    synchronized void remove(List<ReceivedMessage> messages) {
        messages.forEach(m -> byHandle.remove(m.receiptHandle()));
        if (byHandle.isEmpty()) {
            notifyAll();
        }
    }

    synchronized List<ReceivedMessage> all() {
        return new ArrayList<>(byHandle.values());
    }

    /** Waits until there is none; false if there still are some after this time. */
    synchronized boolean awaitNone(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!byHandle.isEmpty()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}

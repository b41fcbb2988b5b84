package io.tributary.queue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The messages of one consumer that are in process: neither deleted nor given back. */
final class InFlight {

    private final Map<String, Held> byHandle = new LinkedHashMap<>();
    private final LongSupplier nanos;

    /** One message, with the time at which it was received, by the clock of this class. */
    private record Held(ReceivedMessage message, long since) {}

    /** Nothing in process; {@code nanos} is a clock such as {@link System#nanoTime}. */
    InFlight(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void add(List<ReceivedMessage> messages) {
        long now = nanos.getAsLong();
        messages.forEach(message -> byHandle.put(message.receiptHandle(), new Held(message, now)));
    }

    synchronized void remove(List<ReceivedMessage> messages) {
        messages.forEach(m -> byHandle.remove(m.receiptHandle()));
        if (byHandle.isEmpty()) {
            notifyAll();
        }
    }

    synchronized List<ReceivedMessage> all() {
        return byHandle.values().stream().map(Held::message).toList();
    }

    /** Those of these messages that are still in process. */
    synchronized List<ReceivedMessage> of(List<ReceivedMessage> messages) {
        return messages.stream()
                .filter(message -> byHandle.containsKey(message.receiptHandle()))
                .toList();
    }

    /** How long ago each was received. */
    synchronized Map<ReceivedMessage, Duration> ages() {
        long now = nanos.getAsLong();
        Map<ReceivedMessage, Duration> ages = new LinkedHashMap<>();
        byHandle.values().forEach(held -> ages.put(held.message(), Duration.ofNanos(now - held.since())));
        return ages;
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

package io.tributary.queue;

import io.tributary.record.RecordBatchCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was received together through the route in portions, so that the messages in process do not become more than the heap
 * bears, however many queues and threads there are: ten messages of 60 KB are half a megabyte of text, or forty. A portion is bounded
 * by what its messages unpack to, and so are all portions of a process together. A message that is larger than that goes alone.
 */
final class Portions {

    /** Of the heap. A row of small values takes about twenty times its text while it is cast and written. */
    private static final int SHARE = 32;

    private final int maxBytes;
    private final Semaphore free;

    /**
     * Portions of one process.
     *
     * @param maxBytes unpacked text that is in process at a time
     */
    Portions(int maxBytes) {
        this.maxBytes = maxBytes;
        // Fair: a large portion must not wait for ever behind small ones.
        this.free = new Semaphore(maxBytes, true);
    }

    /** A bound that follows the heap of this process. */
    static Portions ofHeap() {
        return new Portions(
                (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE));
    }

    /** The same delivery, one portion after the other; it ends with the first portion that could not be processed. */
    QueueWorker.Delivery of(QueueWorker.Delivery delivery) {
        return received -> {
            for (List<ReceivedMessage> portion : split(received.messages())) {
                Throwable why = deliver(delivery, received, portion);
                if (why != null) {
                    return why;
                }
            }
            return null;
        };
    }

    private @Nullable Throwable deliver(
            QueueWorker.Delivery delivery, ReceivedMessages all, List<ReceivedMessage> portion) {
        int bytes = bytes(portion);
        try {
            free.acquire(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
        try {
            ReceivedMessages part = new ReceivedMessages(all.queue(), portion);
            Throwable why = delivery.deliver(part);
            part.failures().forEach(all::fail);
            return why;
        } finally {
            free.release(bytes);
        }
    }

    private List<List<ReceivedMessage>> split(List<ReceivedMessage> messages) {
        List<List<ReceivedMessage>> portions = new ArrayList<>();
        List<ReceivedMessage> portion = new ArrayList<>();
        long bytes = 0;
        for (ReceivedMessage message : messages) {
            long more = RecordBatchCodec.unpackedBytes(message.body());
            if (!portion.isEmpty() && bytes + more > maxBytes) {
                portions.add(portion);
                portion = new ArrayList<>();
                bytes = 0;
            }
            portion.add(message);
            bytes += more;
        }
        portions.add(portion);
        return portions;
    }

    private int bytes(List<ReceivedMessage> portion) {
        long bytes = portion.stream()
                .mapToLong(message -> RecordBatchCodec.unpackedBytes(message.body()))
                .sum();
        return (int) Math.min(maxBytes, bytes);
    }
}

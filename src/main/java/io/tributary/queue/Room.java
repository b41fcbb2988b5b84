package io.tributary.queue;

import io.tributary.record.PackedText;
import java.util.concurrent.Semaphore;

/**
 * Room for what is in process, shared by all queues and threads of a process, so that the messages do not become more than the heap
 * bears: ten messages of 60 KB are half a megabyte of text, or forty. They are counted by what they unpack to. What is larger than all
 * the room has it alone.
 */
final class Room {

    /** Of the heap. A row of small values takes about twenty times its text while it is cast and written. */
    private static final int SHARE = 32;

    private final int bytes;
    private final Semaphore free;

    /**
     * Room of one process.
     *
     * @param bytes unpacked text that is in process at a time
     */
    Room(int bytes) {
        this.bytes = bytes;
        // Fair: what is large must not wait for ever behind what is small.
        this.free = new Semaphore(bytes, true);
    }

    /** As much as the heap of this process bears. */
    static Room ofHeap() {
        return new Room((int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE));
    }

    /** The same delivery, as soon as there is room for the messages. */
    QueueWorker.Delivery of(QueueWorker.Delivery delivery) {
        return received -> {
            int taken = taken(received);
            try {
                free.acquire(taken);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return e;
            }
            try {
                return delivery.deliver(received);
            } finally {
                free.release(taken);
            }
        };
    }

    private int taken(ReceivedMessages received) {
        long text = received.messages().stream()
                .mapToLong(message -> PackedText.unpackedBytes(message.body()))
                .sum();
        return (int) Math.min(bytes, text);
    }
}

package io.tributary.queue;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what SQS bills: requests, and of each request every 64 KiB of payload. Safe for many threads. */
public final class SqsCosts {

    /** What a request is for. */
    public enum Kind {
        SEND,
        RECEIVE,
        DELETE,
        VISIBILITY,
        ADMINISTRATION
    }

    private static final long CHUNK_BYTES = 64 * 1_024;
    private static final double USD_PER_MILLION = 0.40;

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

    public SqsCosts() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new Count());
        }
    }

    /**
     * Adds one request.
     *
     * @param messages how many messages it carried or named
     * @param payloadBytes their bodies together, in bytes of UTF-8; 0 where a request names messages only
     */
    public void add(Kind kind, int messages, long payloadBytes) {
        Count count = of(kind);
        count.requests.increment();
        count.messages.add(messages);
        count.bytes.add(payloadBytes);
        count.billed.add(Math.max(1, (payloadBytes + CHUNK_BYTES - 1) / CHUNK_BYTES));
    }

    /** Requests of one kind. */
    public long requests(Kind kind) {
        return of(kind).requests.sum();
    }

    /** Requests of all kinds. */
    public long requests() {
        return counts.values().stream().mapToLong(c -> c.requests.sum()).sum();
    }

    /** What is billed as requests: one for each begun 64 KiB of payload, at least one for each request. */
    public long billedRequests() {
        return counts.values().stream().mapToLong(c -> c.billed.sum()).sum();
    }

    /** Messages that requests of this kind carried or named. */
    public long messages(Kind kind) {
        return of(kind).messages.sum();
    }

    /** Bytes of message bodies in requests of this kind. */
    public long bytes(Kind kind) {
        return of(kind).bytes.sum();
    }

    /** US dollars at the list price of a standard queue, 0.40 per million, without a free tier or data transfer. */
    public double usd() {
        return billedRequests() * USD_PER_MILLION / 1_000_000;
    }

    @SuppressWarnings("NullAway") // every kind has its count from the constructor on
    private Count of(Kind kind) {
        return counts.get(kind);
    }

    private static final class Count {
        private final LongAdder requests = new LongAdder();
        private final LongAdder messages = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder billed = new LongAdder();
    }
}

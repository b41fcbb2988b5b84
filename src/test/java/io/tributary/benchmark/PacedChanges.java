package io.tributary.benchmark;

import io.tributary.benchmark.TpchCompany.Customer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes at a fixed rate, by the clock, whatever becomes of them: an open loop. Each has the moment at which it was due as its start,
 * also when it could be sent only later, so that a system that stands still is not asked less.
 */
final class PacedChanges {

    /** Changes that are due within this time travel in one message, as those that an agent finds in one poll. */
    static final Duration TICK = Duration.ofMillis(10);

    /**
     * Changes of a second that are timed, evenly spread over all. Whoever waits for every one asks the database for as many views as wait, again
     * and again: at 500 changes a second that took a fifth as long as all that Tributary asked for.
     */
    static final int TIMED_PER_SECOND = 100;

    private final Sink sink;
    private final ItemChanges changes;
    private final ViewWatch watch;
    private final List<Customer> customers;
    private int next;

    /** Where changed rows become visible: a queue, or a table. */
    @FunctionalInterface
    interface Sink {
        void send(List<Object[]> rows) throws Exception;
    }

    PacedChanges(Sink sink, ItemChanges changes, ViewWatch watch, List<Customer> customers) {
        this.sink = sink;
        this.changes = changes;
        this.watch = watch;
        this.customers = new ArrayList<>(customers);
        Collections.shuffle(this.customers, new Random(1));
    }

    /** Makes changes for that long; returns when the last was sent. Customers take turns. The last one is timed: it is there when all are. */
    void run(int perSecond, Duration length) throws Exception {
        long start = System.nanoTime();
        long count = count(perSecond, length);
        int timedOneIn = timedOneIn(perSecond);
        List<Object[]> rows = new ArrayList<>();
        long tick = 0;
        for (long change = 0; change < count; change++) {
            long due = change * 1_000_000_000L / perSecond;
            while (due >= (tick + 1) * TICK.toNanos()) {
                tick = send(rows, start, tick);
            }
            Customer customer = customers.get(next++ % customers.size());
            long number = changes.next(customer);
            if (change % timedOneIn == 0 || change == count - 1) {
                watch.expect(customer.id(), number, start + due);
            }
            rows.add(ItemChanges.row(customer, number));
        }
        send(rows, start, tick);
    }

    /** How many changes are made in that time. */
    static long count(int perSecond, Duration length) {
        return perSecond * length.toMillis() / 1_000;
    }

    /** Of how many changes one is timed. */
    static int timedOneIn(int perSecond) {
        return Math.max(1, perSecond / TIMED_PER_SECOND);
    }

    /** Sends at the end of the tick, when all of it is due. */
    private long send(List<Object[]> rows, long start, long tick) throws Exception {
        long end = start + (tick + 1) * TICK.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        if (!rows.isEmpty()) {
            sink.send(rows);
            rows.clear();
        }
        return tick + 1;
    }
}

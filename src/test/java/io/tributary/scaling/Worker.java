package io.tributary.scaling;

import io.tributary.queue.SimulatedPace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A thread of one role: wait for the pace, receive, work, wait for the database, tell the next queue, delete.
 *
 * @param pace of all threads of this role in a process
 * @param gather messages that it works on together, at most
 * @param distinct of how many items there are after coalescing
 * @param next is told, 500 keys a message; nobody where a view is the end of the way
 */
record Worker(
        Clock clock,
        SimulatedQueue from,
        SimulatedPace pace,
        int gather,
        ServiceTimes.Times times,
        Cores client,
        Cores database,
        int parts,
        IntUnaryOperator distinct,
        @Nullable SimulatedQueue next,
        Consumer<Parcel> stored,
        Random random) {

    /** As in ChangePublisher. */
    static final int KEYS_PER_MESSAGE = 500;

    void start() {
        double wait = pace.look();
        if (wait > 0) {
            clock.after(wait, this::start);
        } else {
            from.receive(gather, this::await);
        }
    }

    /** What comes until the round may begin is taken in as well. */
    private void await(List<Parcel> received) {
        double early = pace.begin();
        if (early > 0) {
            clock.after(
                    early,
                    () -> from.more(gather - received.size(), more -> {
                        received.addAll(more);
                        work(received);
                    }));
        } else {
            work(received);
        }
    }

    private void work(List<Parcel> messages) {
        double begin = clock.now();
        if (messages.size() == gather) {
            pace.saturated();
        }
        Parcel all = Parcel.together(messages);
        int items = Math.max(1, distinct.applyAsInt(all.items()));
        // The times of many items together vary less than that of one: as a sum of so many independent ones.
        double noise = 1 + (noise() - 1) / Math.sqrt(items);
        client.work(
                noise() * times.fixed() + noise * items * times.client(),
                () -> database.work(noise * items * times.database(), Math.min(parts, items), () -> {
                    Parcel done = new Parcel(items, all.changes());
                    stored.accept(done);
                    tell(
                            done,
                            () -> from.delete(messages, () -> {
                                pace.took(clock.now() - begin);
                                start();
                            }));
                }));
    }

    private void tell(Parcel done, Runnable then) {
        if (next == null) {
            then.run();
        } else {
            next.send(messages(done), then);
        }
    }

    /** The changes travel with the first message: the others are keys of the same changes. */
    private static List<Parcel> messages(Parcel done) {
        List<Parcel> messages = new ArrayList<>();
        for (int left = done.items(); left > 0; left -= KEYS_PER_MESSAGE) {
            messages.add(new Parcel(
                    Math.min(left, KEYS_PER_MESSAGE), messages.isEmpty() ? done.changes() : List.<Parcel.Cohort>of()));
        }
        return messages;
    }

    /** Mean 1: half of a service time is always the same, half is as irregular as can be. */
    private double noise() {
        return 0.5 - 0.5 * StrictMath.log(1 - random.nextDouble());
    }
}

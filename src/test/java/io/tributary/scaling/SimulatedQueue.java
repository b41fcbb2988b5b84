package io.tributary.scaling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** A standard queue: requests take a time, a receive waits for the first message, and nothing is in the way of anybody. */
final class SimulatedQueue {

    private final Clock clock;
    private final double requestSeconds;
    private final Queue<Parcel> messages = new ArrayDeque<>();
    private final Queue<Runnable> receivers = new ArrayDeque<>();
    private long sent;
    private long inFlight;
    private long mostInFlight;

    SimulatedQueue(Clock clock, double requestSeconds) {
        this.clock = clock;
        this.requestSeconds = requestSeconds;
    }

    /** Adds a message at once. */
    void add(Parcel message) {
        sent++;
        messages.add(message);
        Runnable receiver = receivers.poll();
        if (receiver != null) {
            receiver.run();
        }
    }

    /** Sends messages in requests of ten, and goes on when they are confirmed. */
    void send(List<Parcel> all, Runnable then) {
        clock.after(requests(all.size()) * requestSeconds, () -> {
            all.forEach(this::add);
            then.run();
        });
    }

    /** Waits for a message and takes as many more as wait, ten a request, as the consumer of Tributary does. */
    void receive(int most, Consumer<List<Parcel>> then) {
        if (messages.isEmpty()) {
            receivers.add(() -> receive(most, then));
        } else {
            more(most, then);
        }
    }

    /** Takes as many as wait, also none. */
    void more(int most, Consumer<List<Parcel>> then) {
        List<Parcel> taken = new ArrayList<>();
        while (taken.size() < most && !messages.isEmpty()) {
            taken.add(messages.remove());
        }
        inFlight += taken.size();
        mostInFlight = Math.max(mostInFlight, inFlight);
        clock.after(requests(Math.max(1, taken.size())) * requestSeconds, () -> then.accept(taken));
    }

    void delete(List<Parcel> done, Runnable then) {
        clock.after(requests(done.size()) * requestSeconds, () -> {
            inFlight -= done.size();
            then.run();
        });
    }

    private static int requests(int messages) {
        return (messages + 9) / 10;
    }

    long sent() {
        return sent;
    }

    int waiting() {
        return messages.size();
    }

    long inFlight() {
        return inFlight;
    }

    long mostInFlight() {
        return mostInFlight;
    }
}

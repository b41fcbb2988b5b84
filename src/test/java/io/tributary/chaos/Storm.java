package io.tributary.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Faults, one after the other and some at the same time, in the order that a seed says. For one thread. */
final class Storm {

    private static final long LEAST_PAUSE_MILLIS = 300;
    private static final long TICK_MILLIS = 50;

    private record Due(long at, String name, Fault.Action action) {}

    private final List<Fault> faults;
    private final Random random;
    private final int mostPauseMillis;
    private final Tally struck = new Tally();
    private final Tally passedOver = new Tally();
    private final List<String> troubles = new ArrayList<>();
    private final PriorityQueue<Due> ends = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private final Chronicle chronicle;

    /** @param mostPause between the beginnings of two faults */
    Storm(List<Fault> faults, long seed, Duration mostPause, Chronicle chronicle) {
        this.faults = faults;
        this.random = new Random(seed);
        this.mostPauseMillis = (int) mostPause.toMillis();
        this.chronicle = chronicle;
    }

    /** Faults for so long; when it returns, each of them has ended. */
    void blow(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            strike();
            long pause = LEAST_PAUSE_MILLIS + random.nextInt(mostPauseMillis);
            calm(Math.min(end, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause)));
        }
        while (!ends.isEmpty()) {
            calm(ends.peek().at());
        }
    }

    private void strike() {
        Fault fault = draw();
        Random own = new Random(random.nextLong());
        try {
            Fault.Undo undo = fault.strike().begin(own);
            struck.add(fault.name());
            if (undo != null) {
                ends.add(new Due(System.nanoTime() + undo.after().toNanos(), fault.name(), undo.action()));
            }
        } catch (Fault.NotNow e) {
            passedOver.add(fault.name());
            chronicle.note(fault.name() + ": not now, " + e.getMessage());
        } catch (Exception e) {
            troubles.add(fault.name() + ": " + e);
            chronicle.note(fault.name() + ": the harness itself failed: " + e);
        }
    }

    private Fault draw() {
        int at = random.nextInt(faults.stream().mapToInt(Fault::weight).sum());
        for (Fault fault : faults) {
            at -= fault.weight();
            if (at < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("the weights of the faults do not add up");
    }

    /** Ends what is due, until then. */
    private void calm(long until) {
        do {
            while (!ends.isEmpty() && ends.peek().at() <= System.nanoTime()) {
                end(ends.poll());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
        } while (System.nanoTime() < until);
    }

    private void end(Due due) {
        try {
            due.action().run();
        } catch (Exception e) {
            troubles.add("end of " + due.name() + ": " + e);
            chronicle.note("end of " + due.name() + ": the harness itself failed: " + e);
        }
    }

    Tally struck() {
        return struck;
    }

    Tally passedOver() {
        return passedOver;
    }

    /** What the harness could not do. */
    List<String> troubles() {
        return troubles;
    }
}

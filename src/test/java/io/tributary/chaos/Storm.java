package io.tributary.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Faults, some of them at the same time, in the order that a seed says. */
final class Storm {

    private static final int LEAST_PAUSE_MILLIS = 300;
    private static final int AT_ONCE = 8;
    private static final long LONGEST_END_SECONDS = 400;

    private final List<Fault> faults;
    private final Random random;
    private final int mostPauseMillis;
    private final Chronicle chronicle;
    private final Tally struck = new Tally();
    private final Tally passedOver = new Tally();
    private final List<Fault> once;
    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    /** @param mostPause between the beginnings of two faults */
    Storm(List<Fault> faults, long seed, Duration mostPause, Chronicle chronicle) {
        this.faults = faults;
        this.random = new Random(seed);
        this.mostPauseMillis = (int) mostPause.toMillis();
        this.chronicle = chronicle;
        this.once = new ArrayList<>(faults);
        Collections.shuffle(once, random);
    }

    /** Begins faults for so long; when it returns, each of them has ended. */
    void blow(Duration time) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Fault fault = draw();
            long seed = random.nextLong();
            threads.execute(() -> strike(fault, new Random(seed)));
            TimeUnit.MILLISECONDS.sleep(LEAST_PAUSE_MILLIS + random.nextInt(mostPauseMillis));
        }
        threads.shutdown();
        if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            troubles.add("a fault has not ended within " + LONGEST_END_SECONDS + " s");
        }
    }

    private void strike(Fault fault, Random own) {
        try {
            fault.strike().run(own);
            struck.add(fault.name());
        } catch (Fault.NotNow e) {
            passedOver.add(fault.name());
            chronicle.note(fault.name() + ": not now, " + e.getMessage());
        } catch (Exception e) {
            troubles.add(fault.name() + ": " + e);
            chronicle.note(fault.name() + ": the harness itself failed: " + e);
        }
    }

    /** Each of them once, in any order, and then by their weights. */
    private Fault draw() {
        if (!once.isEmpty()) {
            return once.remove(once.size() - 1);
        }
        int at = random.nextInt(faults.stream().mapToInt(Fault::weight).sum());
        for (Fault fault : faults) {
            at -= fault.weight();
            if (at < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("the weights of the faults do not add up");
    }

    Tally struck() {
        return struck;
    }

    Tally passedOver() {
        return passedOver;
    }

    /** What the harness could not do, or a process did not. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }
}

package io.tributary.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Runs the protocol through as many schedules as {@code -Dschedules} says and finds nothing; {@code -Dseed} runs one schedule and says
 * what happens in it.
 */
class ProtocolSimulationTest {

    private static final long SCHEDULES = Long.getLong("schedules", 50_000);

    /** Of a thousand schedules, so many of each at least: a simulator in which nothing happens finds nothing, too. */
    private static final int LEAST = 10;

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failed = new AtomicLong(-1);
    private final Coverage all = new Coverage();

    @Test
    void no_schedule_loses_anything_or_leaves_anything_stale() throws Exception {
        Long seed = Long.getLong("seed");
        if (seed != null) {
            replay(seed);
            return;
        }
        long start = System.nanoTime();
        explore();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        System.out.println(table() + "\n" + time.toSeconds() + " seconds");
        if (failed.get() >= 0) {
            try (Explorer explorer = new Explorer()) {
                throw new AssertionError(explorer.explain(failed.get()));
            }
        }
        assertThatEverythingHappened();
        if (Boolean.getBoolean("regenerate")) {
            new Section("simulation-numbers").write(table());
        }
    }

    @Test
    void a_seed_gives_the_same_steps_every_time() {
        try (Explorer one = new Explorer();
                Explorer other = new Explorer()) {
            for (long seed = 0; seed < 20; seed++) {
                assertThat(one.trace(seed)).as("seed %d", seed).isEqualTo(other.trace(seed));
            }
        }
    }

    private static void replay(long seed) {
        try (Explorer explorer = new Explorer()) {
            System.out.println(explorer.trace(seed));
            if (explorer.apply(seed) != null) {
                throw new AssertionError(explorer.explain(seed));
            }
        }
    }

    private void explore() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(this::exploreUntilSomethingIsFound, "explorer-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void exploreUntilSomethingIsFound() {
        try (Explorer explorer = new Explorer()) {
            for (long seed = next.getAndIncrement();
                    seed < SCHEDULES && failed.get() < 0;
                    seed = next.getAndIncrement()) {
                if (explorer.apply(seed) != null) {
                    failed.compareAndSet(-1, seed);
                }
            }
            synchronized (all) {
                all.add(explorer.coverage());
            }
        }
    }

    private void assertThatEverythingHappened() {
        long least = SCHEDULES * LEAST / 1_000;
        for (Coverage.Event event : Coverage.Event.values()) {
            assertThat(all.count(event)).as(event.meaning).isGreaterThanOrEqualTo(least);
        }
        all.faults()
                .forEach((fault, count) -> assertThat(count).as(fault.meaning).isGreaterThanOrEqualTo(least));
    }

    private String table() {
        StringBuilder table = new StringBuilder("| what happened | how often |\n|---|---:|\n");
        for (Coverage.Event event : Coverage.Event.values()) {
            table.append(String.format("| %s | %,d |%n", event.meaning, all.count(event)));
        }
        all.faults().forEach((fault, count) -> table.append(String.format("| %s | %,d |%n", fault.meaning, count)));
        return table.toString();
    }
}

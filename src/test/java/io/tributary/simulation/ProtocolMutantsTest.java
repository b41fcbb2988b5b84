package io.tributary.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class ProtocolMutantsTest {

    @Test
    void every_mutant_is_found() throws Exception {
        ConcurrentLinkedQueue<Mutant> todo = new ConcurrentLinkedQueue<>(Mutants.ALL);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> {
                for (Mutant mutant = todo.poll(); mutant != null; mutant = todo.poll()) {
                    if (!mutant.toString().contains(System.getProperty("mutant", ""))) {
                        continue;
                    }
                    try {
                        long start = System.nanoTime();
                        LongFunction<String> explorer =
                                new PatchedClasses(mutant.patches()).explorer(LongFunction.class);
                        String found = null;
                        long seed = 0;
                        for (; found == null && seed < Integer.getInteger("schedules", 2000); seed++) {
                            found = explorer.apply(seed);
                        }
                        System.out.println((found == null ? "MISSED " : "") + seed + " " + mutant + " "
                                + (System.nanoTime() - start) / 1_000_000 + "ms: " + found);
                    } catch (Throwable e) {
                        System.out.println("BROKEN " + mutant
                                + e.toString()
                                        .substring(0, Math.min(900, e.toString().length())));
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("cpu "
                + ((com.sun.management.OperatingSystemMXBean)
                                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                                .getProcessCpuTime()
                        / 1_000_000);
    }
}

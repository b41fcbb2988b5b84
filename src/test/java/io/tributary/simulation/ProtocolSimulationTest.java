package io.tributary.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProtocolSimulationTest {

    @Test
    void finds_nothing() {
        long start = System.nanoTime();
        try (Explorer explorer = new Explorer()) {
            int wrong = 0;
            long cpu = 0;
            long from = Long.getLong("seed", 0);
            int schedules = Integer.getInteger("schedules", 1000);
            for (long seed = from; seed < from + schedules; seed++) {
                if (seed == from + 1000) {
                    cpu = cpu();
                    start = System.nanoTime();
                }
                Trace trace = new Trace(schedules == 1);
                String what = explorer.run(seed, trace);
                trace.lines().forEach(System.out::println);
                if (what != null && wrong++ < 10) {
                    System.out.println(seed + " " + explorer.world(seed).name + ": " + what);
                }
            }
            System.out.println("cpu " + (cpu() - cpu) / 1_000_000);
            System.out.println(wrong + " wrong; " + (System.nanoTime() - start) / 1_000_000 + " ms");
            for (Coverage.Event event : Coverage.Event.values()) {
                System.out.println(explorer.coverage.count(event) + " " + event.meaning);
            }
            explorer.coverage.faults().forEach((fault, count) -> System.out.println(count + " " + fault.meaning));
            assertThat(wrong).isZero();
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

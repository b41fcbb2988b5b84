package io.tributary.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.tributary.benchmark.Contest.Measured;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Work by the clock on the wall and by the CPU time of this process. */
record Clocked(double seconds, double cpuSeconds) {

    /** What is timed. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static Clocked of(Work work) throws Exception {
        System.gc();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Clocked((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    /** As a result. */
    Measured measured(double amount, Map<String, Double> also) {
        return new Measured(amount, seconds, cpuSeconds, also);
    }
}

package io.tributary.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;

/**
 * Under what a contest was run, for the page.
 *
 * @param engine {@code embedded} or {@code uri}
 * @param facts by name, such as {@code machine}
 */
record Circumstances(String engine, Map<String, String> facts) {

    /**
     * Of this process and machine.
     *
     * @param arguments that this process was started with, for the command
     */
    static Circumstances of(
            String engine, Engines servers, int runs, double scale, boolean quick, List<String> arguments)
            throws IOException {
        Runtime jvm = Runtime.getRuntime();
        Map<String, String> facts = new TreeMap<>();
        facts.put("command", StartedBy.command(arguments));
        facts.put("commit", StartedBy.commit());
        facts.put("servers", servers.describe());
        facts.put(
                "machine",
                "%d cores%s, %d GiB of memory, %s %s, JDK %s, heap of the contestants' process at most %d MB"
                        .formatted(
                                jvm.availableProcessors(),
                                StartedBy.processor(),
                                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                                                .getTotalMemorySize()
                                        >> 30,
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.version(),
                                jvm.maxMemory() >> 20));
        facts.put("camel", CamelContext.class.getPackage().getImplementationVersion());
        facts.put(
                "rounds",
                quick ? "1, not warm: a first look, not a result" : runs + " that count, after one that does not");
        facts.put("scale", String.valueOf(scale));
        facts.put("day", java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString());
        return new Circumstances(engine, facts);
    }
}

package io.tributary.benchmark;

import io.tributary.runtime.Setting;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command {@code run} in a JVM of its own, as a user starts it, with a log of its collections. */
final class RoleJvm implements AutoCloseable {

    /** {@code GC(7) Pause Young (Normal) (G1 Evacuation Pause) 151M->40M(256M) 5.1ms}; also of a full collection. */
    private static final Pattern COLLECTION = Pattern.compile("Pause (?:Young|Full).* \\d+M->(\\d+)M\\(\\d+M\\)");

    private final Process process;
    private final Path folder;
    private Duration cpu = Duration.ZERO;

    private RoleJvm(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts it; returns when its routes are started. */
    static RoleJvm start(Path home, Map<Setting, String> settings, String roles, String heap) throws Exception {
        Path folder = Files.createTempDirectory("tributary-bench-jvm");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + folder.resolve("gc.log"),
                "-cp",
                classPath(),
                "io.tributary.command.Tributary",
                "run",
                "--home",
                home.toAbsolutePath().toString(),
                "--roles",
                roles);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        settings.forEach((setting, value) -> builder.environment().put(setting.environmentName(), value));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-" + roles));
        RoleJvm jvm = new RoleJvm(process, folder);
        CustomerSite.await(jvm::isStarted);
        return jvm;
    }

    /** Without the tests' own classes, whose logging says other things. */
    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private boolean isStarted() {
        try {
            String log = Files.readString(folder.resolve("log"));
            if (!process.isAlive()) {
                throw new IllegalStateException("the process ended: " + log);
            }
            return log.contains("Health: http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CPU time that it has used up to now, or up to its end. */
    Duration cpu() {
        cpu = process.info().totalCpuDuration().orElse(cpu);
        return cpu;
    }

    /** The most that was in use right after a collection, in MB; 0 before the first. */
    int heapAfterCollection() throws IOException {
        String log = Files.readString(folder.resolve("gc.log"));
        return COLLECTION
                .matcher(log)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .max(Integer::compare)
                .orElse(0);
    }

    @Override
    public void close() throws Exception {
        cpu();
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        for (String file : List.of("log", "gc.log")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.delete(folder);
    }
}

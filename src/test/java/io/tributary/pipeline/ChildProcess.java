package io.tributary.pipeline;

import io.tributary.command.Tributary;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code run} in a JVM of its own, with the class path of the tests. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ChildProcess start(Path home, Settings settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        for (Setting setting : Setting.values()) {
            settings.find(setting).ifPresent(value -> command.add("-D" + setting.key() + "=" + value));
        }
        command.addAll(List.of(Tributary.class.getName(), "run", "--home", home.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // The environment beats -D, and says nothing that the settings do not.
        Map<String, String> environment = builder.environment();
        for (Setting setting : Setting.values()) {
            environment.remove(setting.environmentName());
        }
        return new ChildProcess(builder.start(), log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed. */
    Path log() {
        return log;
    }

    /** Waits for its end; returns the exit code, or -1 if it still lives. */
    int awaitEnd(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

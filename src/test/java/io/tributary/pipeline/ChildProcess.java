package io.tributary.pipeline;

import io.tributary.command.Tributary;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with the class path of the tests, that can be stopped, frozen and killed. */
public final class ChildProcess implements AutoCloseable {

    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The command {@code run} on a home. */
    static ChildProcess start(Path home, Settings settings, Path log) throws IOException {
        return tributary(List.of("-Xmx512m"), settings, log, "run", "--home", home.toString());
    }

    /**
     * A command of Tributary with these settings and no others.
     *
     * @param jvm what the JVM gets besides; {@code -cp PATH} comes before the class path of the tests
     * @param log what it prints is added to this file
     */
    public static ChildProcess tributary(List<String> jvm, Settings settings, Path log, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>(jvm);
        for (Setting setting : Setting.values()) {
            settings.find(setting).ifPresent(value -> all.add("-D" + setting.key() + "=" + value));
        }
        return java(all, Tributary.class, log, arguments);
    }

    /** The main method of a class; see {@link #tributary}. */
    public static ChildProcess java(List<String> jvm, Class<?> main, Path log, String... arguments) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options = new ArrayList<>(jvm);
        int first = options.indexOf("-cp");
        if (first >= 0) {
            path = options.get(first + 1) + System.getProperty("path.separator") + path;
            options.subList(first, first + 2).clear();
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(options);
        command.addAll(List.of("-cp", path, main.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The environment beats -D, and says nothing that the settings do not.
        Map<String, String> environment = builder.environment();
        for (Setting setting : Setting.values()) {
            environment.remove(setting.environmentName());
        }
        return new ChildProcess(builder.start(), log);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed. */
    public Path log() {
        return log;
    }

    /** Waits for its end; returns the exit code, or -1 if it still lives. */
    public int awaitEnd(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, as systemd and Kubernetes do. */
    public void terminate() {
        process.destroy();
    }

    /** Freezes it: it holds what it holds, and answers nothing. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets a frozen process go on. */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** Its log tells what each of its threads does. */
    public void tellThreads() throws IOException, InterruptedException {
        signal("-QUIT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (code != 0 && process.isAlive()) {
            throw new IOException("kill " + signal + " " + process.pid() + " ended with " + code);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

package io.tributary.bounds;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command {@code run} of one role with a small heap, as a user runs it: from the jar where there is one, else from the classes it
 * is made of. It ends itself when the heap is not enough.
 */
final class RoleProcess implements AutoCloseable {

    /** The system property with the path of the jar; set by the build, which has made it by then. */
    private static final String JAR = "bounds.jar";

    private static final Pattern HEALTH = Pattern.compile("Health: http://localhost:(\\d+)/");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String role;
    private final Process process;
    private final Path log;
    private final Path gcLog;

    private RoleProcess(String role, Process process, Path log, Path gcLog) {
        this.role = role;
        this.process = process;
        this.log = log;
        this.gcLog = gcLog;
    }

    static RoleProcess start(Path home, String role, String heap) throws IOException {
        Path log = home.resolveSibling(role + ".log");
        Path gcLog = home.resolveSibling(role + "-gc.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + gcLog));
        String jar = System.getProperty(JAR, "");
        command.addAll(
                jar.isEmpty() ? List.of("-cp", classPath(), "io.tributary.command.Tributary") : List.of("-jar", jar));
        command.addAll(List.of("run", "--home", home.toString(), "--roles", role));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // The environment beats the home's properties, and says nothing that they do not.
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.startsWith("TRIBUTARY_") || name.startsWith("AWS_") || name.equals("MONGODB_URI"));
        Process process = builder.start();
        // It has no input to see the end of: none may outlive who started it.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-" + role));
        return new RoleProcess(role, process, log, gcLog);
    }

    /** The class path of the tests, as Surefire or the command line gave it. */
    static String testClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Without the tests' own classes, whose logging says other things. */
    private static String classPath() {
        return Arrays.stream(testClassPath().split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String role() {
        return role;
    }

    /** Fails if the process has ended: with a small heap that is what a bound that does not hold looks like. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the process of role " + role + " ended with exit code " + process.exitValue()
                    + ", largest heap after a collection " + heap() + ": " + lastLines());
        }
    }

    /** The sum of a counter of the process, 0 while it does not answer. */
    double counter(String name) throws IOException, InterruptedException {
        Matcher address = HEALTH.matcher(Files.readString(log));
        if (!address.find()) {
            return 0;
        }
        URI metrics = URI.create("http://127.0.0.1:" + address.group(1) + "/observe/metrics");
        try {
            return HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What it printed. */
    String log() throws IOException {
        return Files.readString(log);
    }

    GcLog.Peak heap() {
        return GcLog.peak(gcLog);
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

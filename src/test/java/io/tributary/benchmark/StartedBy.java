package io.tributary.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody types, and of what, to have this process again. */
final class StartedBy {

    private StartedBy() {}

    /** The command of docs/benchmarks/README.md, with this process's heap and arguments. */
    static String command(List<String> arguments) {
        Stream<String> jvm = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X"));
        String java = Stream.of(
                        jvm,
                        Stream.of("-cp %classpath", Bench.class.getName()),
                        arguments.stream().map(StartedBy::quoted))
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
        // The peers' libraries come with the profile.
        String profile = ServiceLoader.load(Contestant.class).findFirst().isPresent() ? "-Pbench " : "";
        return "mvn -q -B " + profile
                + "test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test -Dexec.args=\"" + java
                + "\"";
    }

    /** The arguments stand in double quotes already, and Maven's plugin takes single ones within. */
    private static String quoted(String argument) {
        return argument.contains(" ") ? "'" + argument + "'" : argument;
    }

    /** The commit of the working tree, "-dirty" behind it where that is changed; results, which the benchmark itself writes, do not count. */
    static String commit() throws IOException {
        String commit = git("rev-parse", "--short", "HEAD");
        if (commit.isEmpty()) {
            return "unknown: not a working tree of git";
        }
        String changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":(exclude)docs/benchmarks");
        return changed.isEmpty() ? commit : commit + "-dirty";
    }

    private static String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Its name with a comma before it, or nothing where the system does not tell. */
    static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> ", " + line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }
}

package io.tributary.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks of single classes with JMH, and writes what they measured as a page. */
@Command(name = "microbenchmarks", mixinStandardHelpOptions = true, showDefaultValues = true)
final class Microbenchmarks implements Callable<Integer> {

    @Option(names = "--include", description = "A regular expression of the benchmarks to run.")
    String include = "io[.]tributary[.].*Benchmark";

    @Option(names = "--forks", description = "Processes for each benchmark.")
    int forks = 3;

    @Option(names = "--iterations", description = "Seconds to measure in each process, after as many to warm up.")
    int iterations = 5;

    @Option(names = "--out", description = "The folder that the page is written to.")
    Path out = Path.of("target", "benchmarks");

    public static void main(String[] args) {
        System.exit(new CommandLine(new Microbenchmarks()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(include)
                        .forks(forks)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgs("-Xmx512m")
                        .build())
                .run();
        Files.createDirectories(out);
        Path page = Files.writeString(out.resolve("jmh.md"), page(results));
        System.out.println(page);
        return 0;
    }

    private String page(Collection<RunResult> results) {
        StringBuilder page = new StringBuilder("# Single classes, by JMH\n\n")
                .append("Nanoseconds per record, with the error of 99.9% confidence that JMH gives, of ")
                .append(forks)
                .append(" processes with ")
                .append(iterations)
                .append(" seconds each after as many to warm up; JDK ")
                .append(Runtime.version())
                .append(", ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(".\n\n| benchmark | ns per record | error |\n|---|---:|---:|\n");
        for (RunResult result : results) {
            Result<?> measured = result.getPrimaryResult();
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.1f | ± %,.1f |%n",
                    name(result.getParams().getBenchmark()),
                    measured.getScore(),
                    measured.getScoreError()));
        }
        return page.toString();
    }

    /** Class and method, without the package. */
    private static String name(String benchmark) {
        String[] parts = benchmark.split("[.]");
        return parts[parts.length - 2].replace("Benchmark", "") + ", " + parts[parts.length - 1];
    }
}

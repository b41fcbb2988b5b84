package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Entry;
import io.tributary.benchmark.Contest.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the contests of the stages that are asked for, and writes their results and the page. Contestants take turns within each round;
 * the first round warms up and is not counted.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Runs the benchmark.")
final class Bench implements Callable<Integer> {

    @Option(names = "--stages", split = ",", description = "Stages to run; all where it is left out.")
    List<String> stages = List.of();

    @Option(
            names = "--contests",
            split = ",",
            description = "Contests to run, by id; all of the stages where it is left out.")
    List<String> contests = List.of();

    @Option(
            names = "--contestants",
            // A comma before a space belongs to a name.
            split = ",(?! )",
            description =
                    "Names of contestants to run, with no space behind a comma between two; all where it is left out.")
    List<String> contestants = List.of();

    @Option(names = "--runs", description = "Rounds that count; one more goes before them.")
    int runs = 5;

    @Option(names = "--scale", description = "Amounts of work, as a share of those of a full run.")
    double scale = 1;

    @Option(names = "--quick", description = "A first look in minutes: a tenth of the work, one round.")
    boolean quick;

    @Option(
            names = "--engine",
            split = ",",
            description = "MongoDB: 'embedded', 'uri' for that of MONGODB_URI, or both, one after the other.")
    List<String> engines = List.of("embedded");

    @Option(names = "--sqs-endpoint", description = "An SQS-compatible server; embedded where it is left out.")
    String sqsEndpoint = "";

    @Option(
            names = "--page-only",
            description = "Runs nothing; writes the page and its plots of the results that are kept.")
    boolean pageOnly;

    @Option(names = "--out", description = "The folder that results and page are written to.")
    Path out = Path.of("target", "benchmarks");

    @Spec
    @Nullable
    CommandSpec spec;

    public static void main(String[] args) {
        // Before the first logger: the configuration of the product, which keeps standard output free.
        System.setProperty("logback.configurationFile", "logback.xml");
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Results results = new Results(out);
        if (pageOnly) {
            return page(results);
        }
        for (String engine : engines) {
            try (Engines servers = Engines.start(mongoUri(engine), sqsEndpoint)) {
                Circumstances circumstances =
                        Circumstances.of(engine, servers, quick ? 1 : runs, scale, quick, arguments());
                for (Stage stage : stages()) {
                    List<Contest> all = stage.contests(new Stage.Sizes(quick, scale));
                    for (Contest contest : all) {
                        if (contests.isEmpty() || contests.contains(contest.id())) {
                            results.write(
                                    stage.name(), all.indexOf(contest), contest, circumstances, run(servers, contest));
                        }
                    }
                }
            }
        }
        return page(results);
    }

    private static int page(Results results) throws IOException {
        try {
            System.out.println(results.page());
            return 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private List<String> arguments() {
        return spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    }

    private List<Stage> stages() {
        List<Stage> all = ServiceLoader.load(Stage.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        for (String name : stages) {
            if (all.stream().noneMatch(stage -> stage.name().equals(name))) {
                throw new IllegalArgumentException("--stages: no stage is called '" + name + "'; there are "
                        + all.stream().map(Stage::name).toList());
            }
        }
        return all.stream()
                .filter(stage -> stages.isEmpty() || stages.contains(stage.name()))
                .toList();
    }

    private Map<String, List<Measured>> run(Engines servers, Contest contest) throws Exception {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        List<Entry> entries = contest.entries().stream()
                .filter(entry -> contestants.isEmpty() || contestants.contains(entry.name()))
                .toList();
        for (int round = quick ? 1 : 0; round <= (quick ? 1 : runs); round++) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                String id = "b%x-%s-%d-%d".formatted(ProcessHandle.current().pid(), contest.id(), round, i);
                Measured one = entry.attempt().run(servers, id);
                System.err.printf(
                        "%s, %s, %s: %,.0f %s/s %s%n",
                        contest.id(),
                        round == 0 ? "warm-up" : "round " + round,
                        entry.name(),
                        one.rate(),
                        contest.unit(),
                        one.also().isEmpty() ? "" : one.also());
                if (round > 0) {
                    measured.computeIfAbsent(entry.name(), name -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        return measured;
    }

    private static String mongoUri(String engine) {
        return switch (engine) {
            case "embedded" -> "";
            case "uri" -> {
                String uri = System.getenv("MONGODB_URI");
                if (uri == null || uri.isBlank()) {
                    throw new IllegalArgumentException("--engine uri: MONGODB_URI is not set");
                }
                yield uri;
            }
            default -> throw new IllegalArgumentException("--engine: '" + engine + "' is neither 'embedded' nor 'uri'");
        };
    }
}

package io.tributary.benchmark;

import io.tributary.benchmark.Trial.Result;
import io.tributary.benchmark.Trial.Stage;
import io.tributary.runtime.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rows per second into MongoDB through Tributary, through the naive Camel route and through a bare loop of the drivers, on the same
 * servers with the same rows. Contestants take turns within each round; the first round warms up and is not counted.
 */
@Command(name = "side-by-side", mixinStandardHelpOptions = true, showDefaultValues = true)
final class SideBySide implements Callable<Integer> {

    @Option(names = "--rows", description = "Rows of a run.")
    int rows = 20_000;

    @Option(names = "--naive-rows", description = "Rows of a run of the naive route.")
    int naiveRows = 1_000;

    @Option(names = "--runs", description = "Rounds that count; one more goes before them.")
    int runs = 3;

    @Option(names = "--engine", description = "MongoDB: 'embedded', or 'uri' for that of MONGODB_URI.")
    String engine = "embedded";

    @Option(names = "--sqs-endpoint", description = "An SQS-compatible server; embedded where it is left out.")
    String sqsEndpoint = "";

    @Option(names = "--out", description = "The file that the report is written to, in Markdown.")
    Path out = Path.of("target", "side-by-side.md");

    private final List<Contestant> contestants = List.of(
            new BareLoop(1),
            new BareLoop(Integer.parseInt(String.valueOf(Setting.UPDATER_CONSUMERS.defaultValue()))),
            new TributaryContestant(),
            new NaiveCamelRoute());

    public static void main(String[] args) {
        // Before the first logger: the configuration of the product, which keeps standard output free.
        System.setProperty("logback.configurationFile", "logback.xml");
        System.exit(new CommandLine(new SideBySide()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        try (Engines engines = Engines.start(mongoUri(), sqsEndpoint)) {
            Report report = new Report();
            for (int round = 0; round <= runs; round++) {
                for (Contestant contestant : contestants) {
                    for (Stage stage : Stage.values()) {
                        Result result = run(engines, contestant, stage, round);
                        if (round > 0) {
                            report.add(stage, contestant, result);
                        }
                    }
                }
            }
            String page = report.markdown(circumstances(engines));
            System.out.println(page);
            write(page);
        }
        return 0;
    }

    private Result run(Engines engines, Contestant contestant, Stage stage, int round) throws Exception {
        int size = contestant instanceof NaiveCamelRoute ? naiveRows : rows;
        String id = "b%x-%d-%d-%d"
                .formatted(ProcessHandle.current().pid(), round, contestants.indexOf(contestant), stage.ordinal());
        Result result = new Trial(engines, contestant, size).run(stage, id);
        System.err.printf(
                "%s %s, %s: %,.0f rows/s%n",
                round == 0 ? "warm-up" : "round " + round, contestant.name(), stage, result.rowsPerSecond());
        return result;
    }

    private String mongoUri() {
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

    private List<String> circumstances(Engines engines) {
        Runtime jvm = Runtime.getRuntime();
        return List.of(
                "Engines: " + engines.describe() + ".",
                "Machine: %d cores, %s %s, JDK %s, heap of the contestants' process at most %d MB."
                        .formatted(
                                jvm.availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.version(),
                                jvm.maxMemory() >> 20),
                "Camel " + CamelContext.class.getPackage().getImplementationVersion() + ".",
                "Rows of ten fields, about 130 bytes of CSV each; every document was compared with its row after each run.",
                "Rounds that count: %d, after one that does not; the contestants take turns in each, every run with fresh queues and a fresh database."
                        .formatted(runs),
                "Command: `--rows %d --naive-rows %d --runs %d --engine %s`".formatted(rows, naiveRows, runs, engine)
                        + (sqsEndpoint.isEmpty() ? "." : " with --sqs-endpoint."));
    }

    private void write(String page) throws IOException {
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(out, page);
    }
}

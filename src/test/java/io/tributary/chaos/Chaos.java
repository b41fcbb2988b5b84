package io.tributary.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs Tributary as several processes under faults of all kinds, and looks whether anything is lost or stale afterwards. */
@Command(name = "chaos", mixinStandardHelpOptions = true, showDefaultValues = true)
final class Chaos implements Callable<Integer> {

    @Option(names = "--minutes", description = "How long faults are injected.")
    int minutes;

    @Option(names = "--seconds", description = "The same, in seconds; added to the minutes.")
    int seconds;

    @Option(names = "--seed", description = "Of changes and faults; 0 draws one.")
    long seed;

    @Option(names = "--scale", description = "Of the trading company, TPC-H's: 0.001 is 1,500 orders.")
    double scale = 0.001;

    @Option(names = "--work", description = "The folder that is made anew for homes, logs and databases.")
    Path work = Path.of("target", "chaos");

    @Option(
            names = "--documentdb",
            defaultValue = "${env:DOCUMENTDB_TOOLS:-no-documentdb-tools}",
            description =
                    "The folder of scripts that install a DocumentDB, by default that of DOCUMENTDB_TOOLS; the embedded"
                            + " server where it is not there.")
    Path documentDb = Path.of("no-documentdb-tools");

    @Option(names = "--regenerate", arity = "1", description = "Whether a good result goes into docs/reliability.md.")
    boolean regenerate;

    @Option(names = "--sabotage", description = "Breaks a rule, to see that it is found: ${COMPLETION-CANDIDATES}.")
    Sabotage sabotage = Sabotage.NONE;

    @Option(
            names = "--patience",
            description = "Seconds after the faults in which nothing comes nearer to rest, before that is wrong.")
    int patience = 360;

    @Option(names = "--only", description = "A regular expression of the faults that may happen.")
    String only = ".*";

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Duration time = Duration.ofMinutes(minutes).plusSeconds(seconds);
        long chosen = seed == 0 ? 1 + new Random().nextInt(1_000_000) : seed;
        String uri = System.getenv().getOrDefault("MONGODB_URI", "");
        Path folder = work.resolve(String.valueOf(System.currentTimeMillis()));
        ChaosRun run = new ChaosRun(new ChaosOptions(
                time.isZero() ? Duration.ofSeconds(75) : time,
                chosen,
                scale,
                folder,
                uri,
                documentDb,
                sabotage,
                only,
                Duration.ofSeconds(patience)));
        ChaosReport report = run.run();
        System.out.println(report.text());
        if (regenerate && report.isGood()) {
            report.writeInto(Path.of("docs", "reliability.md"));
        }
        return report.isGood() ? 0 : 1;
    }
}

package io.tributary.command;

import io.tributary.demo.Change;
import io.tributary.demo.LiveChanges;
import io.tributary.demo.TradingCompany;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import io.tributary.runtime.Verification;
import io.tributary.runtime.VerifiedView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole way of the data on one machine: a trading company's systems of record, their load, live changes, the check. */
@Command(
        name = "demo",
        description = {
            "Starts everything inside this process, generates the systems of record of a trading company (TPC-H), loads them, plays "
                    + "live changes, and checks every single view against a recomputation. Stays up afterwards for you to look around.",
            "MONGODB_URI and TRIBUTARY_SQS_ENDPOINT make it use servers of yours; it needs a database and queues of its own.",
            "Exit code 0: nothing is lost and no view is stale; 1: something is."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    /** Live changes of each kind: enough for a percentile. */
    private static final int ROUNDS = 25;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "0.01",
            description = "Size of the data: 1 is 1.5 million orders. Default: ${DEFAULT-VALUE}.")
    double scale = 0.01;

    @Option(names = "--exit", description = "Leave when the check is done.")
    boolean exit;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "An empty folder for the systems of record and the home. Default: a temporary one, removed at the end.")
    @Nullable
    Path dir;

    /** Open until everything is closed and removed: a stop waits for it. */
    private final CountDownLatch finished = new CountDownLatch(1);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (!(scale > 0 && scale <= 100)) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--scale " + scale + ": more than 0 and at most 100, such as 0.01");
        }
        try {
            if (dir != null) {
                return play(dir);
            }
            Path temporary = Files.createTempDirectory("tributary-demo-");
            try {
                return play(temporary);
            } finally {
                SampleHome.delete(temporary);
            }
        } finally {
            finished.countDown();
        }
    }

    private int play(Path work) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        out.printf("Generating the systems of record of a trading company, scale %s ...%n", scale);
        out.flush();
        try (TradingCompany company = TradingCompany.create(work.resolve("systems"), scale)) {
            Home home = SampleHome.create(work.resolve("home"), company);
            Settings settings = settings(home);
            out.printf("Loading %,d rows from CSV files, database tables and an FTP server ...%n", sum(company.rows()));
            out.flush();
            try (LoadProgress progress = new LoadProgress(sum(company.rows()));
                    TributaryProcess process = TributaryProcess.start(home, settings, progress)) {
                return play(company, process, settings, progress, out, start);
            }
        }
    }

    private int play(
            TradingCompany company,
            TributaryProcess process,
            Settings settings,
            LoadProgress progress,
            PrintWriter out,
            long start)
            throws Exception {
        Pipeline pipeline = new Pipeline(process);
        long loading = System.nanoTime();
        pipeline.awaitRows(company.rows(), progress::taken);
        pipeline.awaitIdle();
        Duration load = Duration.ofNanos(System.nanoTime() - loading);
        progress.close();
        DemoSummary.Costs costs = DemoSummary.Costs.of(process, sum(company.rows()));
        out.printf("Loaded in %.1f s.%n%nPlaying live changes ...%n", load.toMillis() / 1000.0);
        out.flush();
        List<Duration> latencies = playChanges(company, pipeline, out);
        pipeline.awaitIdle();
        List<VerifiedView> results = new Verification(
                        process.definitions(), Map.of(), process.servers().database(), settings)
                .run(
                        process.definitions().views().keySet().stream().sorted().toList(),
                        Duration.ofSeconds(10),
                        count -> {});
        boolean good = new DemoSummary(process, load, costs, latencies, results).print(out);
        out.printf("%nAll of it took %.1f s.%n", (System.nanoTime() - start) / 1e9);
        out.flush();
        if (!exit) {
            stay(process, out);
        }
        return good ? 0 : Tributary.WRONG;
    }

    private static List<Duration> playChanges(TradingCompany company, Pipeline pipeline, PrintWriter out)
            throws InterruptedException {
        List<Duration> latencies = new ArrayList<>();
        try (LiveChanges live = company.liveChanges(42)) {
            for (int round = 0; round < ROUNDS; round++) {
                boolean show = round == 0;
                List<Change> changes = new ArrayList<>();
                changes.add(live.moveCustomer());
                changes.add(live.orderChangesHands());
                changes.add(live.deleteItem());
                changes.addAll(live.newOrders(2));
                long made = System.nanoTime();
                for (Change change : pipeline.awaitShown(changes, made, latencies)) {
                    out.printf("  not seen in the views: %s%n", change.description());
                }
                if (show) {
                    for (int i = 0; i < changes.size(); i++) {
                        out.printf(
                                "  %-75s seen after %,5d ms%n",
                                changes.get(i).description(), latencies.get(i).toMillis());
                    }
                    out.printf("  ... and %d more rounds of these%n", ROUNDS - 1);
                    out.flush();
                }
            }
        }
        return latencies;
    }

    private void stay(TributaryProcess process, PrintWriter out) throws InterruptedException {
        String base = "http://localhost:" + process.httpPort();
        out.println();
        out.println("Still running. Try, in another terminal:");
        out.println("  curl " + base + "/single-views/customer_360/1");
        out.println("  curl '" + base + "/single-views/order_overview?status=O&limit=2'");
        out.println("  curl " + base + "/projections/items/1,1");
        out.println("  curl " + base + "/openapi.json");
        out.println("  curl " + base + "/observe/health");
        out.println("MongoDB: " + process.servers().mongoAddress() + "   SQS: "
                + process.servers().sqsAddress());
        out.println("Ctrl-C stops it.");
        out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopped.countDown();
                            awaitFinished();
                        },
                        "stop"));
        stopped.await();
    }

    private void awaitFinished() {
        try {
            finished.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Settings settings(Home home) throws IOException {
        Map<Setting, String> demo = new EnumMap<>(Setting.class);
        Settings settings = Settings.of(home.dir());
        demo.put(Setting.ROLES, "agents,updater,views,api,routes");
        return settings.with(demo);
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}

package io.tributary.benchmark;

import io.tributary.agent.AgentProgress;
import io.tributary.benchmark.Contest.Measured;
import io.tributary.command.Pipeline;
import io.tributary.command.SampleHome;
import io.tributary.demo.TradingCompany;
import io.tributary.projection.BatchAccounts;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import io.tributary.runtime.Verification;
import io.tributary.runtime.VerifiedView;
import io.tributary.view.TriggeredBuilds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sample home, as users run it, takes in all of its systems of record: CSV files, database tables, fixed-length files behind FTP.
 *
 * @param scale of TPC-H
 */
record LoadTrial(double scale) {

    Measured run(Engines engines, String id) throws Exception {
        try (Lane lane = new Lane(engines, id);
                TradingCompany company = TradingCompany.create(lane.folder().resolve("systems"), scale)) {
            Home home = SampleHome.create(lane.folder().resolve("home"), company);
            Settings settings = Settings.of(home.dir())
                    .with(Map.of(
                            Setting.MONGODB_URI,
                            engines.mongoUri(),
                            Setting.MONGODB_DATABASE,
                            lane.database().getName(),
                            Setting.SQS_ENDPOINT,
                            engines.sqsEndpoint().toString(),
                            Setting.PREFIX,
                            id + "-",
                            Setting.QUEUES_WAIT_TIME,
                            Lane.WAIT_TIME.toSeconds() + "s",
                            Setting.HTTP_HOST,
                            "127.0.0.1",
                            Setting.HTTP_PORT,
                            "0"));
            TributaryProcess[] process = new TributaryProcess[1];
            try {
                Clocked clocked = Clocked.of(() -> {
                    process[0] = TributaryProcess.start(home, settings, AgentProgress.NONE);
                    awaitLoaded(process[0], company.rows());
                });
                Map<String, Double> figures = figures(process[0], rows(company));
                verify(process[0], settings);
                return clocked.measured(rows(company), figures);
            } finally {
                if (process[0] != null) {
                    process[0].close();
                }
            }
        }
    }

    private static double rows(TradingCompany company) {
        return company.rows().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void awaitLoaded(TributaryProcess process, Map<String, Long> rows) throws InterruptedException {
        CustomerSite.await(
                () -> rows.entrySet().stream().allMatch(topic -> taken(process, topic.getKey()) >= topic.getValue()));
        Pipeline.awaitIdle(process.queues(), Pipeline.queues(process.names(), process.definitions()));
    }

    private static double taken(TributaryProcess process, String topic) {
        return sum(process, BatchAccounts.ROWS, "topic", topic);
    }

    private static double sum(TributaryProcess process, String counter, String... tags) {
        return process.meters().find(counter).tags(tags).counters().stream()
                .mapToDouble(found -> found.count())
                .sum();
    }

    private static Map<String, Double> figures(TributaryProcess process, double rows) {
        Map<String, Double> figures = new TreeMap<>();
        long views = process.definitions().views().keySet().stream()
                .mapToLong(view -> process.servers()
                        .database()
                        .getCollection(process.names().collection(view))
                        .countDocuments())
                .sum();
        figures.put("builds per view", sum(process, TriggeredBuilds.BUILT) / views);
        figures.put("SQS requests per million rows", process.costs().requests() * 1e6 / rows);
        figures.put("SQS, $ per million rows", process.costs().usd() * 1e6 / rows);
        return figures;
    }

    private static void verify(TributaryProcess process, Settings settings) {
        List<VerifiedView> results = new Verification(
                        process.definitions(), Map.of(), process.servers().database(), settings)
                .run(List.copyOf(process.definitions().views().keySet()), Duration.ofSeconds(10), count -> {});
        for (VerifiedView result : results) {
            if (!result.differences().isEmpty() || result.views() == 0) {
                throw new IllegalStateException("of " + result.views() + " views " + result.view() + " differ "
                        + result.differences().stream()
                                .map(VerifiedView.Difference::describe)
                                .toList());
            }
        }
    }
}

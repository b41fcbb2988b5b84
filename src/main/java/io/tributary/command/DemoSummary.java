package io.tributary.command;

import io.tributary.projection.BatchAccounts;
import io.tributary.queue.SqsCosts;
import io.tributary.runtime.MongoCosts;
import io.tributary.runtime.TributaryProcess;
import io.tributary.runtime.VerifiedView;
import io.tributary.view.TriggeredBuilds;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the demo says at its end, and whether all is well. */
final class DemoSummary {

    private static final int SHOWN = 5;

    private final TributaryProcess process;
    private final Duration load;
    private final Costs costs;
    private final List<Duration> latencies;
    private final List<VerifiedView> results;

    /** What the servers took for the initial load; polls, checkpoints and health are within. */
    record Costs(long rows, long requests, long billed, double usd, long operations, long documents) {

        static Costs of(TributaryProcess process, long rows) {
            SqsCosts sqs = process.costs();
            MongoCosts mongo = process.servers().mongoCosts();
            return new Costs(
                    rows, sqs.requests(), sqs.billedRequests(), sqs.usd(), mongo.operations(), mongo.documents());
        }

        double perMillion(double cost) {
            return cost / rows * 1_000_000;
        }
    }

    DemoSummary(
            TributaryProcess process,
            Duration load,
            Costs costs,
            List<Duration> latencies,
            List<VerifiedView> results) {
        this.process = process;
        this.load = load;
        this.costs = costs;
        this.latencies = latencies.stream().sorted().toList();
        this.results = results;
    }

    /** Prints it; says whether nothing is lost or stale. */
    boolean print(PrintWriter out) {
        boolean good = rows(out);
        out.println();
        results.forEach(result ->
                out.printf("%-16s %,9d views  %,9d builds%n", result.view(), result.views(), built(result.view())));
        load(out);
        if (!latencies.isEmpty()) {
            out.printf(
                    "Live changes: %d, from the source to the view p50 %,d ms, p99 %,d ms (polling of the sources included)%n",
                    latencies.size(), percentile(50), percentile(99));
        }
        return views(out) && good;
    }

    private void load(PrintWriter out) {
        out.printf(
                "%nInitial load: %,d rows in %.1f s, %,.0f rows/s into views%n",
                costs.rows(), load.toMillis() / 1000.0, costs.rows() / (load.toMillis() / 1000.0));
        out.printf(
                "SQS, polls included: %,.0f requests, %,.0f billed, $%.4f per million rows at list price%n",
                costs.perMillion(costs.requests()), costs.perMillion(costs.billed()), costs.perMillion(costs.usd()));
        out.printf(
                "MongoDB: %,.0f operations, %,.0f documents written per million rows%n",
                costs.perMillion(costs.operations()), costs.perMillion(costs.documents()));
    }

    private boolean rows(PrintWriter out) {
        out.printf(
                "%n%-16s %10s %10s %10s %10s %10s%n",
                "topic", "rows read", "written", "unchanged", "stale", "rejected");
        boolean good = true;
        Pipeline pipeline = new Pipeline(process);
        for (String topic : topics()) {
            long read = pipeline.read(topic);
            long written = outcome(topic, "written");
            long unchanged = outcome(topic, "unchanged");
            long stale = outcome(topic, "stale");
            long rejected = outcome(topic, "rejected");
            boolean adds = read == written + unchanged + stale + rejected;
            good &= adds;
            out.printf(
                    "%-16s %,10d %,10d %,10d %,10d %,10d%s%n",
                    topic, read, written, unchanged, stale, rejected, adds ? "" : "   does not add up");
        }
        return good;
    }

    private boolean views(PrintWriter out) {
        boolean good = true;
        for (VerifiedView result : results) {
            good &= result.differences().isEmpty();
            result.differences().stream().limit(SHOWN).forEach(difference -> out.println("  " + difference.describe()));
        }
        long views = results.stream().mapToLong(VerifiedView::views).sum();
        long wrong = results.stream()
                .mapToLong(result -> result.wrong() + result.inFlight())
                .sum();
        out.printf(
                "Check: %,d views recomputed from the projections, %s%n",
                views, wrong == 0 ? "every one is equal" : wrong + " differ");
        return good;
    }

    private long outcome(String topic, String outcome) {
        return (long)
                process.meters().find(BatchAccounts.ROWS).tags("topic", topic, "outcome", outcome).counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum();
    }

    private long built(String view) {
        return (long)
                process.meters().counter(TriggeredBuilds.BUILT, "view", view).count();
    }

    private long percentile(int percent) {
        int index = (int) Math.ceil(latencies.size() * percent / 100.0) - 1;
        return latencies.get(Math.max(0, index)).toMillis();
    }

    private Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        process.definitions().projections().values().forEach(projection -> topics.add(projection.topic()));
        return topics;
    }
}

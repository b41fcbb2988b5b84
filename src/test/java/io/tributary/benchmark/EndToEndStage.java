package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import io.tributary.benchmark.LatencyTrial.From;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** From the source to the view. */
public final class EndToEndStage implements Stage {

    /** The first one is that of the claim. */
    private static final List<Integer> RATES = List.of(500, 100, 250, 1_000, 2_000);

    private static final List<Integer> RATES_OF_TABLE = List.of(500, 100);

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public List<Contest> contests(Sizes sizes) {
        CustomerSites company = new CustomerSites("e", customers(sizes));
        return List.of(load(sizes), latency(company, sizes), ofTable(sizes), breakdown(company, sizes));
    }

    private static Contest latency(CustomerSites company, Sizes sizes) {
        return latency(
                "latency",
                "Latency from the source to the view",
                "Line items of " + company.customers() + " customers change at a fixed rate for "
                        + length(sizes).toSeconds()
                        + " s, after as long at the same rate that does not count (a JVM that has just started spends up to half a "
                        + "core on compiling), the changes of "
                        + PacedChanges.TICK.toMillis()
                        + " ms in one message on the queue of the topic. The clock of a change "
                        + "starts when it is due, not when it could be sent, and stops when a reader sees it in the view of its "
                        + "customer (ten orders, forty items), asking every " + ViewWatch.PAUSE.toMillis()
                        + " ms. Of more than "
                        + PacedChanges.TIMED_PER_SECOND
                        + " changes a second as many are timed, evenly spread. Updater and views in one process.",
                "`run --roles updater,views`, defaults but for the wait",
                RATES,
                rate -> new LatencyTrial(company, rate, length(sizes), From.QUEUE));
    }

    /** Sites of its own: the read sequences of an agent are those of its clock, ahead of the benchmark's. */
    private static Contest ofTable(Sizes sizes) {
        CustomerSites company = new CustomerSites("f", customers(sizes));
        return latency(
                "latency-table",
                "Latency from a table to the view",
                "As before, for " + length(sizes).toSeconds()
                        + " s after as long that does not count, but the changes of "
                        + PacedChanges.TICK.toMillis()
                        + " ms are one transaction in a table of H2, in the process of Tributary, whose agent looks at it every 200 ms and "
                        + "reads the last two seconds again. The clock of a change starts when it is due to be committed. Agent, "
                        + "updater and views in one process.",
                "`run --roles agents,updater,views`, defaults but for the wait, `period: 200` and `overlap: PT2S` of the jdbc-agent",
                RATES_OF_TABLE,
                rate -> new LatencyTrial(company, rate, length(sizes), From.TABLE));
    }

    private static Contest latency(
            String id,
            String title,
            String question,
            String settings,
            List<Integer> rates,
            IntFunction<LatencyTrial> trial) {
        return new Contest(
                id,
                title,
                question,
                "changes",
                rates.stream()
                        .map(rate -> new Entry(
                                "Tributary, " + rate + " changes/s",
                                settings + "; " + rate + " changes a second",
                                "",
                                (engines, run) -> trial.apply(rate).run(engines)))
                        .toList(),
                List.of(new Claim("p99, ms", 1_000)));
    }

    private static int customers(Sizes sizes) {
        return Math.max(60, sizes.of(3_000));
    }

    private static Duration length(Sizes sizes) {
        return Duration.ofMillis(Math.max(2_000, sizes.of(20_000)));
    }

    private static Contest breakdown(CustomerSites company, Sizes sizes) {
        Duration step = Duration.ofMillis(Math.max(2_000, sizes.of(8_000)));
        return new Contest(
                "latency-break",
                "Where latency breaks down",
                "As before, but the rate grows by a quarter every " + step.toSeconds()
                        + " s, until one change in a hundred takes longer than a second, or more wait than come in a second. The rate "
                        + "shown is the last one before.",
                "changes",
                List.of(new Entry(
                        "Tributary",
                        "`run --roles updater,views`, defaults but for the wait",
                        "",
                        (engines, id) -> new BreakTrial(company, 100, step).run(engines))),
                List.of());
    }

    private static Contest load(Sizes sizes) {
        double scale = Math.max(200, sizes.of(10_000)) / 1e6;
        return new Contest(
                "load",
                "Initial load, from the systems of record to the views",
                "The sample home with all roles in one process, as users run it, takes in TPC-H at scale " + scale
                        + ": CSV files, database tables, fixed-length files behind FTP. From the start of the process until every row is "
                        + "taken in and nothing waits in any queue; then every view is compared with a recomputation.",
                "rows",
                List.of(new Entry(
                        "Tributary",
                        "`run`, defaults but for the wait; the sample home",
                        "",
                        (engines, id) -> new LoadTrial(scale).run(engines, id))),
                List.of());
    }
}

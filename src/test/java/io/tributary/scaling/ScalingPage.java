package io.tributary.scaling;

import static io.tributary.scaling.Text.number;
import static io.tributary.scaling.Text.row;
import static io.tributary.scaling.Text.seconds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of docs/scaling.md, by the names of their sections. */
final class ScalingPage {

    static final List<Double> RATES = List.of(1e5, 1e6, 1e7);

    /** The model is taken for right where it is within these factors of what was measured. */
    static final double RATE_TOLERANCE = 1.25;

    static final double LATENCY_TOLERANCE = 2;

    /** Seconds of p99 beyond which a rate is too much for a machine, as the benchmark has it. */
    private static final double BROKEN_DOWN = 1;

    private static final double SIMULATED_SECONDS = 3;

    private final Measured measured;
    private final ServiceTimes times;
    private final Assumptions assume = Assumptions.DEFAULT;

    ScalingPage(Measured measured) {
        this.measured = measured;
        this.times = Fit.times(measured);
    }

    Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("measured", measured());
        sections.put("assumed", assumed());
        sections.put("comparison", comparison());
        sections.put("plan", plan());
        sections.put("walls", walls());
        sections.put("bill", bill());
        return sections;
    }

    /** The page with all its sections written anew. */
    String on(String page) {
        String text = page;
        for (Map.Entry<String, String> section : sections().entrySet()) {
            String begin = "<!-- begin: " + section.getKey() + " -->\n";
            int from = text.indexOf(begin) + begin.length();
            int to = text.indexOf("<!-- end: " + section.getKey() + " -->");
            if (from < begin.length() || to < from) {
                throw new IllegalStateException("docs/scaling.md needs a section '" + section.getKey() + "'");
            }
            text = text.substring(0, from) + section.getValue() + text.substring(to);
        }
        return text;
    }

    private String measured() {
        String warning = measured.isMadeUp()
                ? "**These are not measured: the benchmark has not run yet, and the numbers of this page are made of made-up results**"
                : "Measured";
        StringBuilder table = new StringBuilder(
                warning + " (`" + measured.origin() + "`; " + measured.cores()
                        + " cores that contestants and servers share):\n\n| step | of Tributary's process | of the database, at most | for a group of messages |\n|---|---:|---:|---:|\n");
        table.append(step("updater, a changed record", times.updater(), "fitted"));
        table.append(step("affected views, a key (assumed: as the updater)", times.affected(), "fitted"));
        table.append(step("builder, a view", times.builder(), "fitted"));
        return table + "\nA CSV agent reads and sends "
                + number(measured.source().rate()) + " records of 500 bytes a second; a record is "
                + number(measured.billedPerRecord()) + " of a billed chunk.\n";
    }

    private static String step(String name, ServiceTimes.Times step, String fixed) {
        return row(name, seconds(step.client()), seconds(step.database()), seconds(step.fixed()) + ", " + fixed);
    }

    private String assumed() {
        StringBuilder table = new StringBuilder("| assumed | |\n|---|---:|\n");
        assume.lines().forEach((what, value) -> table.append(row(what, value)));
        return table.toString();
    }

    private String comparison() {
        StringBuilder table = new StringBuilder("| what | measured | simulated | |\n|---|---:|---:|---|\n");
        double rate = updatesPerSecond();
        table.append(row(
                "changed rows, records/s",
                number(measured.updates().rate()),
                number(rate),
                verdict(measured.updates().rate(), rate, RATE_TOLERANCE)));
        boolean first = true;
        for (Measured.Latency latency : measured.latencies()) {
            Percentiles simulated = Fit.latency(measured, times, latency.rate()).latencies();
            String at = " at " + number(latency.rate()) + " changes/s";
            if (latency.p99() > BROKEN_DOWN) {
                table.append(row(
                        "p99" + at,
                        seconds(latency.p99()),
                        seconds(simulated.at(0.99)),
                        brokenDown(simulated.at(0.99))));
                continue;
            }
            table.append(row(
                    "p50" + at,
                    seconds(latency.p50()),
                    seconds(simulated.at(0.5)),
                    first ? "fitted" : verdict(latency.p50(), simulated.at(0.5), LATENCY_TOLERANCE)));
            table.append(row(
                    "p99" + at,
                    seconds(latency.p99()),
                    seconds(simulated.at(0.99)),
                    verdict(latency.p99(), simulated.at(0.99), LATENCY_TOLERANCE)));
            first = false;
        }
        return table.toString();
    }

    double updatesPerSecond() {
        return Fit.updates(measured, times).updatesPerSecond();
    }

    private static String verdict(double measured, double simulated, double tolerance) {
        double factor = Math.max(measured / simulated, simulated / measured);
        return factor <= tolerance
                ? "within a factor of " + number(tolerance)
                : "**not reproduced**: off by a factor of " + number(factor);
    }

    /** Beyond its capacity a system's latency says how long it was watched, and nothing else. */
    private static String brokenDown(double simulated) {
        return simulated > BROKEN_DOWN
                ? "broken down, both: how far depends on how long it goes on"
                : "**not reproduced**: broken down as measured, not as simulated";
    }

    private String plan() {
        StringBuilder table = new StringBuilder(
                "| records/s | agents, at least | updater | affected views | builder | shards | p50 | p99 | primaries busy | most in flight, of the three queues |\n"
                        + "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (double rate : RATES) {
            Plan plan = plan(rate);
            Model model = simulate(plan);
            table.append(row(
                    number(rate),
                    number(plan.agents()),
                    number(plan.updaters()),
                    number(plan.affected()),
                    number(plan.builders()),
                    number(plan.shards()),
                    seconds(model.latencies().at(0.5)),
                    seconds(model.latencies().at(0.99)),
                    number(Math.round(100 * model.databaseUsed())) + " %",
                    model.queues().stream()
                            .map(queue -> number(queue.mostInFlight()))
                            .reduce((a, b) -> a + "; " + b)
                            .orElseThrow()));
        }
        return table.toString();
    }

    Plan plan(double rate) {
        return Plan.of(rate, measured, times, assume);
    }

    Model simulate(Plan plan) {
        int records = new Walls(measured, times, assume).recordsPerMessage();
        return new Model(times, plan.layout(assume), assume.requestSeconds(), assume.fanout(), 1)
                .arrivals(plan.rate() / records, records, SIMULATED_SECONDS, 1, true)
                .run(SIMULATED_SECONDS + 1);
    }

    private String walls() {
        Walls walls = new Walls(measured, times, assume);
        StringBuilder table = new StringBuilder("With one of everything, the first wall is **"
                + walls.ofOne().get(0).what() + "**, at "
                + number(rounded(walls.ofOne().get(0))) + " records/s. "
                + "With as many processes and shards as it takes, it is **"
                + walls.ofMany().get(0).what() + "**, at "
                + number(rounded(walls.ofMany().get(0)))
                + " records/s.\n\n| limit | records/s | what moves it |\n|---|---:|---|\n");
        for (Walls.Wall wall : walls.ofOne()) {
            table.append(row(wall.what(), number(rounded(wall)), wall.remedy()));
        }
        table.append(row("*However many processes and shards:*", "", ""));
        for (Walls.Wall wall : walls.ofMany()) {
            table.append(row(wall.what(), number(rounded(wall)), wall.remedy()));
        }
        return table.toString();
    }

    /** To two digits: more would promise what no such sum can keep. */
    private static double rounded(Walls.Wall wall) {
        double unit = Math.pow(10, Math.floor(Math.log10(wall.rate())) - 1);
        return Math.round(wall.rate() / unit) * unit;
    }

    private String bill() {
        StringBuilder table = new StringBuilder(
                "| records/s | billed requests a month, millions | SQS, $ | processes, $ | shards, $ | together, $ a month | $ per million records | of it SQS |\n"
                        + "|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (double rate : RATES) {
            Plan plan = plan(rate);
            Bill bill = Bill.of(plan, measured, assume);
            table.append(row(
                    number(rate),
                    number(Math.round(bill.requests() / 1e6)),
                    number(Math.round(bill.sqs())),
                    number(Math.round(bill.processes())),
                    number(Math.round(bill.shards())),
                    number(Math.round(bill.total())),
                    number(bill.perMillion(plan)),
                    number(bill.perMillion(plan) * bill.sqs() / bill.total())));
        }
        return table.toString();
    }
}

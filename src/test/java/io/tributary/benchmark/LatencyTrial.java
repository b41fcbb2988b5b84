package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.runtime.TributaryProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Changes at a fixed rate into the queue of a topic, or into a table; how long until the views show them. As many go before as count,
 * since a JVM that has just started compiles. In the end all views are compared with what they have to be.
 */
record LatencyTrial(CustomerSites sites, int perSecond, Duration length, From from) {

    /** Where changes become visible. */
    enum From {
        QUEUE("updater,views"),
        TABLE("agents,updater,views");

        /** Of the process that takes them from there. */
        private final String roles;

        From(String roles) {
            this.roles = roles;
        }
    }

    Measured run(Engines engines) throws Exception {
        CustomerSite site = sites.on(engines);
        if (from == From.QUEUE) {
            return run(site, site.feed(CompanyTable.ITEMS)::sendRows);
        }
        try (ItemTable table = new ItemTable()) {
            return run(site, table::commit);
        }
    }

    private Measured run(CustomerSite site, PacedChanges.Sink sink) throws Exception {
        try (TributaryProcess process = site.start(from.roles)) {
            site.buildMissing();
            try (ViewWatch watch = new ViewWatch(site.views())) {
                PacedChanges changes = new PacedChanges(
                        sink, site.changes(), watch, site.company().buyers());
                changes.run(perSecond, length);
                Measured measured = measure(changes, watch);
                site.awaitIdle();
                site.verify();
                return measured;
            }
        }
    }

    private Measured measure(PacedChanges changes, ViewWatch watch) throws Exception {
        long[] start = new long[1];
        int[] backlog = new int[1];
        Clocked clocked = Clocked.of(() -> {
            start[0] = System.nanoTime();
            changes.run(perSecond, length);
            backlog[0] = watch.backlog() * PacedChanges.timedOneIn(perSecond);
            watch.awaitAll();
        });
        List<ViewWatch.Seen> seen = watch.seenSince(start[0]);
        Map<String, Double> figures = Percentiles.of(seen).figures();
        figures.put("timed, changes", (double) seen.size());
        figures.put("not shown when the last was made, changes", (double) backlog[0]);
        figures.put("CPU of Tributary, load and watch, cores", clocked.cpuSeconds() / clocked.seconds());
        return clocked.measured(PacedChanges.count(perSecond, length), figures);
    }
}

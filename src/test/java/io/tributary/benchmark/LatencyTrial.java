package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.runtime.TributaryProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Changes at a fixed rate into the queue of a topic; how long until the views show them. As many go before as count, since a
 * JVM that has just started compiles. In the end all views are compared with what they have to be.
 */
record LatencyTrial(CustomerSites sites, int perSecond, Duration length) {

    Measured run(Engines engines) throws Exception {
        CustomerSite site = sites.on(engines);
        try (TributaryProcess process = site.start("updater,views")) {
            site.buildMissing();
            try (ViewWatch watch = new ViewWatch(site.views())) {
                PacedChanges changes = new PacedChanges(
                        site.feed(CompanyTable.ITEMS)::sendRows,
                        site.changes(),
                        watch,
                        site.company().buyers());
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
        figures.put("not shown when the last was made, changes", (double) backlog[0]);
        figures.put("CPU of Tributary, load and watch, cores", clocked.cpuSeconds() / clocked.seconds());
        return clocked.measured(PacedChanges.count(perSecond, length), figures);
    }
}

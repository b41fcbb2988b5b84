package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.runtime.TributaryProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rate of changes is raised step by step until one change in a hundred takes longer than a second, or more of them wait at the end of a
 * step than come in a second. The result is the last rate before.
 */
record BreakTrial(CustomerSites sites, int first, Duration step) {

    private static final double FACTOR = 1.25;
    private static final double LONGEST_MS = 1_000;
    private static final int MOST_STEPS = 25;

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
                changes.run(first, step);
                watch.awaitAll();
                Map<String, Double> figures = new LinkedHashMap<>();
                int rate = first;
                int held = 0;
                for (int i = 0; i < MOST_STEPS && isHeld(changes, watch, rate, figures); i++) {
                    held = rate;
                    rate = (int) Math.round(rate * FACTOR);
                }
                site.awaitIdle();
                site.verify();
                figures.put("breaks down at, changes/s", (double) rate);
                return new Measured(held, 1, Double.NaN, figures);
            }
        }
    }

    private boolean isHeld(PacedChanges changes, ViewWatch watch, int rate, Map<String, Double> figures)
            throws Exception {
        long start = System.nanoTime();
        changes.run(rate, step);
        int backlog = watch.backlog() * PacedChanges.timedOneIn(rate);
        watch.awaitAll();
        double p99 = Percentiles.of(watch.seenSince(start)).at(0.99);
        boolean held = p99 <= LONGEST_MS && backlog <= rate;
        figures.put(held ? "p99 before, ms" : "p99 there, ms", p99);
        return held;
    }
}

package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the same work costs when there is more data, and what more processes bring. */
public final class GrowthStage implements Stage {

    /** Cost per record at a hundred times the data, at most so many times that at one time. */
    private static final double MOST = 1.2;

    /** So often a run builds its views: once takes a fraction of a second. */
    private static final int BUILDS = 20;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Contest> contests(Sizes sizes) {
        return List.of(projection(sizes), view(sizes), processes(sizes));
    }

    private static Contest projection(Sizes sizes) {
        int changed = sizes.of(10_000);
        List<Entry> entries = new ArrayList<>();
        for (int times : new int[] {100, 10, 1}) {
            for (Contestant contestant : List.of(new TributaryContestant(), BareLoop.indexed())) {
                GrownLanes lanes = new GrownLanes(contestant, changed * times);
                entries.add(new Entry(
                        name(contestant.name(), times),
                        contestant.settings() + "; " + lanes.existing() + " rows are there",
                        contestant.lacks(),
                        (engines, id) -> lanes.on(engines, id).change(changed)));
            }
        }
        return new Contest(
                "growth-projection",
                "Growth: queue to projection",
                changed
                        + " changed rows wait on the queue; the projection has as many rows, 10 and 100 times as many. From the start of "
                        + "the consumers until the queue is empty.",
                "rows",
                entries,
                List.of(new Claim(name("Tributary", 1), 1 / MOST)));
    }

    private static Contest view(Sizes sizes) {
        int views = Math.max(20, sizes.of(250));
        List<Entry> entries = new ArrayList<>();
        for (int times : new int[] {100, 10, 1}) {
            CustomerSites sites = new CustomerSites("g" + times, views * times);
            for (ViewContestant contestant : List.of(new TributaryViews(), BareViews.CONTESTANT)) {
                entries.add(new Entry(
                        name(contestant.name(), times),
                        contestant.settings() + "; " + sites.customers() + " customers",
                        contestant.lacks(),
                        (engines, id) -> new RebuildTrial(sites, contestant, views, true, BUILDS).run(engines, id)));
            }
        }
        return new Contest(
                "growth-view",
                "Growth: triggers to views",
                views
                        + " views are built " + BUILDS
                        + " times over, of a company with as many customers, 10 and 100 times as many; each "
                        + "customer has ten orders and forty items on average in all of them.",
                "views",
                entries,
                List.of(new Claim(name("Tributary", 1), 1 / MOST)));
    }

    private static Contest processes(Sizes sizes) {
        CustomerSites company = new CustomerSites("p", Math.max(60, sizes.of(2_000)));
        Function<Integer, Entry> entry = count -> new Entry(
                count == 1 ? "Tributary" : "Tributary, " + count + " processes",
                "`run --roles updater` with -Xmx256m, defaults but for the wait; processes: " + count,
                "",
                (engines, id) -> new ProcessesTrial(company, count).run(engines));
        return new Contest(
                "processes",
                "Growth: processes",
                "All line items of " + company.customers()
                        + " customers change; 1, 2 and 4 updater processes take their records from one "
                        + "queue. From the first record on the queue until it is empty. The processes, the servers and the sender share the "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores of this machine: where one process and its database keep them busy, more cannot be faster. CPU is that of "
                        + "all processes.",
                "rows",
                List.of(entry.apply(1), entry.apply(2), entry.apply(4)),
                List.of());
    }

    private static String name(String contestant, int times) {
        return String.format(Locale.ROOT, "%s, %d times the data", contestant, times);
    }
}

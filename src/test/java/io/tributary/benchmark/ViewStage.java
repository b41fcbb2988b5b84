package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import java.util.List;

/** From a changed projection to the view of 1:N:N with a lookup. */
public final class ViewStage implements Stage {

    /** How often all views are made in a run of a rebuild: once is over before the JVM is warm. */
    private static final int REBUILDS = 4;

    @Override
    public String name() {
        return "view";
    }

    @Override
    public List<Contest> contests(Sizes sizes) {
        CustomerSites company = new CustomerSites("v", sizes.of(6_000));
        return List.of(
                rebuild("view-build", "Triggers to views: first build", "No view is there.", company, sizes, false),
                rebuild("view-rebuild", "Triggers to views: rebuild", "All views are there.", company, sizes, true),
                hot(new CustomerSites("h", Math.max(60, sizes.of(600))), sizes),
                single(new CustomerSites("n", Math.max(60, sizes.of(3_000))), sizes),
                wide(sizes));
    }

    private static Contest hot(CustomerSites company, Sizes sizes) {
        int times = Math.max(3, sizes.of(20));
        return new Contest(
                "view-hot",
                "A hot root",
                "A line item of one customer is changed " + HotTrial.CHANGES + " times within "
                        + HotTrial.WITHIN.toMillis()
                        + " ms, a message on the queue of the topic for each change, by the clock; "
                        + times
                        + " customers one after the other. How often is the view written in that time, and how long does "
                        + "it take from the first change until a reader sees the last one?",
                "changes",
                List.of(new Entry(
                        "Tributary",
                        "`run --roles updater,views`, defaults but for the wait",
                        "",
                        (engines, id) -> new HotTrial(company, times).run(engines))),
                List.of(new Claim("builds while it changed, most", 3)));
    }

    private static Contest rebuild(
            String id, String title, String before, CustomerSites company, Sizes sizes, boolean again) {
        return new Contest(
                id,
                title,
                before
                        + " Triggers of all customers wait on the view's queue; from the start of the builders until the queue is "
                        + "empty and every view is written"
                        + (again ? ", " + REBUILDS + " times one after the other" : "")
                        + ". A view shows a customer with nation and region (lookups), ten orders and "
                        + "forty line items on average (TPC-H), and three totals. The views of all contestants are equal, but that $lookup keeps a null.",
                "views",
                List.of(
                        rebuild(new TributaryViews(), company, company.customers(), again),
                        rebuild(BareViews.CONTESTANT, company, company.customers(), again),
                        rebuild(LookupViews.PER_BATCH, company, company.customers(), again),
                        rebuild(LookupViews.PER_KEY, company, Math.max(3, company.customers() / 4), again)),
                List.of(new Claim(BareViews.CONTESTANT.name(), 0.8), new Claim(LookupViews.PER_KEY.name(), 5)));
    }

    private static Entry rebuild(ViewContestant contestant, CustomerSites company, int views, boolean again) {
        return new Entry(
                contestant.name(), contestant.settings(), contestant.lacks(), (engines, id) -> new RebuildTrial(
                                company, contestant, views, again, again ? REBUILDS : 1)
                        .run(engines, id));
    }

    private static Contest single(CustomerSites company, Sizes sizes) {
        return new Contest(
                "view-single",
                "Single changes",
                "Line items change one by one, a message on the queue of the topic for each, each of another customer than the one "
                        + "before. All messages wait when the updater starts; until every view shows its change.",
                "changes",
                List.of(new Entry(
                        "Tributary",
                        "`run --roles updater,views`, defaults but for the wait",
                        "",
                        (engines, id) -> new SingleTrial(company, Math.max(40, sizes.of(2_000))).run(engines))),
                List.of());
    }

    private static Contest wide(Sizes sizes) {
        return new Contest(
                "view-wide",
                "A lookup that many views show",
                "The one nation of all customers gets another name: from its record on the queue of the topic until every view shows "
                        + "it. The process has a JVM of its own with " + WideTrial.HEAP + "; CPU is that of this JVM.",
                "views",
                List.of(
                        wide(
                                "Tributary",
                                new CustomerSites("w", Math.max(100, sizes.of(10_000)), TpchCompany::ofOneNation)),
                        wide(
                                "Tributary, a tenth of the views",
                                new CustomerSites("x", Math.max(10, sizes.of(1_000)), TpchCompany::ofOneNation))),
                List.of());
    }

    private static Entry wide(String name, CustomerSites company) {
        return new Entry(
                name,
                "`run --roles updater,views` with -Xmx" + WideTrial.HEAP + ", " + company.customers() + " views",
                "",
                (engines, id) -> new WideTrial(company).run(engines));
    }
}

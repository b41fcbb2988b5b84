package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.benchmark.TpchCompany.Customer;
import io.tributary.runtime.TributaryProcess;
import io.tributary.view.TriggeredBuilds;
import java.util.List;
import java.util.Map;

/** Line items change one by one, each in a message of its own, of another customer than the one before; all wait when the clock starts. */
record SingleTrial(CustomerSites sites, int changes) {

    private static final String UPDATER_ROUTE = "projection-updater-" + CompanyTable.ITEMS.topic();

    Measured run(Engines engines) throws Exception {
        CustomerSite site = sites.on(engines);
        try (TributaryProcess process = site.start("updater,views")) {
            site.buildMissing();
            change(site, 1);
            site.awaitIdle();
            CustomerSite.hold(process, UPDATER_ROUTE);
            change(site, changes);
            double built = built(process);
            Clocked clocked = Clocked.of(() -> {
                process.camel().getRouteController().startRoute(UPDATER_ROUTE);
                site.awaitIdle();
            });
            site.verify();
            return clocked.measured(changes, Map.of("builds per change", (built(process) - built) / changes));
        }
    }

    private static void change(CustomerSite site, int changes) throws Exception {
        List<Customer> customers = site.company().buyers();
        RecordFeed feed = site.feed(CompanyTable.ITEMS);
        for (int i = 0; i < changes; i++) {
            Customer customer = customers.get(i % customers.size());
            feed.sendRows(
                    List.<Object[]>of(ItemChanges.row(customer, site.changes().next(customer))));
        }
    }

    private static double built(TributaryProcess process) {
        return process.meters()
                .counter(TriggeredBuilds.BUILT, "view", CustomerView.NAME)
                .count();
    }
}

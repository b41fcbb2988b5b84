package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.benchmark.TpchCompany.Nation;
import java.util.List;
import java.util.Map;

/** The nation of all customers gets another name: a lookup that every view shows. The process has a small heap of its own. */
record WideTrial(CustomerSites sites) {

    static final String HEAP = "128m";

    Measured run(Engines engines) throws Exception {
        CustomerSite site = sites.on(engines);
        try (RoleJvm jvm = site.startJvm("updater,views", HEAP)) {
            site.buildMissing();
            rename(site);
            double before = jvm.cpu().toNanos() / 1e9;
            Clocked clocked = Clocked.of(() -> rename(site));
            double cpu = jvm.cpu().toNanos() / 1e9 - before;
            site.verify();
            return new Measured(
                    sites.customers(), clocked.seconds(), cpu, Map.of("heap after a collection, most, MB", (double)
                            jvm.heapAfterCollection()));
        }
    }

    private static void rename(CustomerSite site) throws Exception {
        Nation before = site.company().nations().get(0);
        Nation after = new Nation(0, "ALGERIA " + System.nanoTime(), before.region());
        site.company().nations().put(0, after);
        site.feed(CompanyTable.NATIONS)
                .sendRows(List.<Object[]>of(CompanyTable.published(new Object[] {0, after.name(), after.region()})));
        site.awaitIdle();
    }
}

package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.tributary.benchmark.Contest.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/** All line items change, and some updater processes take their records from one queue. Each process is a JVM of its own. */
record ProcessesTrial(CustomerSites sites, int processes) {

    /** A number for the changes of each run, the same for all items: what they show in the end. */
    private static final AtomicLong RUNS = new AtomicLong();

    Measured run(Engines engines) throws Exception {
        CustomerSite site = sites.on(engines);
        List<RoleJvm> jvms = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                jvms.add(site.startJvm("updater", "256m"));
            }
            change(site);
            double before = cpu(jvms);
            List<String> bodies = bodies(site);
            Clocked clocked = Clocked.of(() -> {
                RecordFeed feed = site.feed(CompanyTable.ITEMS);
                feed.send(bodies);
                site.awaitEmpty(feed.queue());
            });
            return new Measured(verify(site), clocked.seconds(), cpu(jvms) - before, Map.of());
        } finally {
            for (RoleJvm jvm : jvms) {
                jvm.close();
            }
            site.dropNotifications();
        }
    }

    private static double cpu(List<RoleJvm> jvms) {
        return jvms.stream().mapToLong(jvm -> jvm.cpu().toNanos()).sum() / 1e9;
    }

    /** Changes all items once: what warms the processes up. */
    private static void change(CustomerSite site) throws Exception {
        RecordFeed feed = site.feed(CompanyTable.ITEMS);
        feed.send(bodies(site));
        site.awaitEmpty(feed.queue());
    }

    private static List<String> bodies(CustomerSite site) {
        long run = RUNS.incrementAndGet();
        List<String> bodies = new ArrayList<>();
        site.feed(CompanyTable.ITEMS)
                .bodies(CompanyTable.ITEMS
                        .rows(site.company())
                        .map(CompanyTable::published)
                        .map(row -> {
                            row[row.length - 1] = run;
                            return row;
                        }))
                .forEachRemaining(bodies::add);
        return bodies;
    }

    private static long verify(CustomerSite site) {
        MongoCollection<Document> items =
                site.database().getCollection(site.names().collection(CompanyTable.ITEMS.table()));
        long right = CompanyTable.ITEMS.rows(site.company()).count();
        long found = items.countDocuments(Filters.eq("change", RUNS.get()));
        if (found != right) {
            throw new IllegalStateException(found + " items show the last change; " + right + " would be right");
        }
        return right;
    }
}

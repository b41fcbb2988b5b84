package io.tributary.bounds;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.tributary.projection.Meta;
import java.time.Duration;
import java.util.Map;
import org.bson.Document;

/** One changed record of a lookup that many views show: an updater and a views process build them all. */
final class LookupBound implements Bound {

    private static final String CUSTOMERS = """
            projection: customers
            topic: crm.customers
            key: customerId
            fields:
              customerId: { from: CUST_ID, type: long }
              name:       { from: NAME, type: string }
              nationId:   { from: NATION_ID, type: integer }
            """;

    private static final String NATIONS = """
            projection: nations
            topic: geo.nations
            key: nationId
            fields:
              nationId: { from: NATION_ID, type: integer }
              name:     { from: NAME, type: string }
            """;

    private static final String VIEW = """
            view: customer_cards
            base: customers
            joins:
              nation: { one: nations, on: { nationId: nationId } }
            fields:
              customerId: customerId
              name: name
              nation: nation.name
            """;

    private final int views;

    LookupBound(int views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "lookup";
    }

    @Override
    public String load() {
        return "one changed lookup record that %,d views show".formatted(views);
    }

    @Override
    public Measured run(Site site) throws Exception {
        site.home("transformers/projections/customers.yaml", CUSTOMERS);
        site.home("transformers/projections/nations.yaml", NATIONS);
        site.home("transformers/single-views/customer_cards.yaml", VIEW);
        Feed nations = new Feed(site, "geo.nations", "NATION_ID", "NAME");
        nations.rows(1, 1, number -> new Object[] {number, "before"});
        new Feed(site, "crm.customers", "CUST_ID", "NAME", "NATION_ID")
                .rows(1, views, number -> new Object[] {number, "customer " + number, 1L});
        site.start("updater");
        site.start("views");
        awaitIdle(site);
        check(site, "before");

        long start = System.nanoTime();
        nations.rows(1, 1, number -> new Object[] {number, "after"});
        awaitIdle(site);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        check(site, "after");
        Map<String, GcLog.Peak> heaps = site.stop();
        site.requireNoDeadLetters(site.names().viewQueue("customer_cards"));
        return new Measured(views, "views", time, heaps);
    }

    private static void awaitIdle(Site site) {
        site.awaitEmpty(
                site.names().topicQueue("geo.nations"),
                site.names().topicQueue("crm.customers"),
                site.names().projectionChangesQueue(),
                site.names().viewQueue("customer_cards"));
    }

    private void check(Site site, String nation) {
        EachOnce customers = new EachOnce("the view of customer");
        site.database()
                .getCollection(site.names().collection("customer_cards"))
                .find(Filters.exists(Meta.path(Meta.DELETED_AT), false))
                .projection(Projections.exclude(Meta.META))
                .batchSize(1_000)
                .forEach(view -> {
                    long customer = view.getLong("customerId");
                    Document right = new Document("_id", customer)
                            .append("customerId", customer)
                            .append("name", "customer " + customer)
                            .append("nation", nation);
                    if (!view.equals(right)) {
                        throw new AssertionError(view.toJson() + " has to be " + right.toJson());
                    }
                    customers.see(customer);
                });
        customers.requireAll(views);
    }
}

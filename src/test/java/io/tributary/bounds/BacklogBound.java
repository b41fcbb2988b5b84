package io.tributary.bounds;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.projection.Account;
import io.tributary.projection.BatchAccounts;
import io.tributary.projection.Meta;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A backlog that waits on a topic's queue, taken in by an updater process: small messages of other producers, record batches, and, one
 * after the other, some of the largest that an agent makes of rows that compress well.
 */
final class BacklogBound implements Bound {

    private static final String[] COLUMNS = {"ORDER_ID", "CUST_ID", "STATUS", "TOTAL", "UPDATED_AT", "COMMENT"};

    private static final String CUSTOMERS = """
            projection: customers
            topic: crm.customers
            key: customerId
            fields:
              customerId: { from: CUST_ID, type: long }
            """;

    /** Makes the updater keep references and tell what changed. */
    private static final String VIEW = """
            view: customer_orders
            base: customers
            joins:
              orders: { many: orders, on: { customerId: customerId } }
            fields:
              customerId: customerId
              orders: { each: orders, value: orderId }
            """;

    private static final int ROWS_OF_A_BATCH = 10;
    private static final int ROWS_OF_A_LARGE_ONE = 1_000;

    /** Bytes of one such row: a thousand of them are 4 MB of JSON, the most that an agent puts into a message. */
    private static final String LONG_TEXT = ", and so on".repeat(360);

    private final int messages;
    private final int large;

    BacklogBound(int messages) {
        this.messages = messages;
        this.large = Math.max(40, messages / 1_000);
    }

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String load() {
        return "%,d waiting messages, %d of them of 4 MB when unpacked".formatted(messages, large);
    }

    @Override
    public Measured run(Site site) throws Exception {
        site.home("transformers/projections/orders.yaml", Orders.PROJECTION);
        site.home("transformers/projections/customers.yaml", CUSTOMERS);
        site.home("transformers/single-views/customer_orders.yaml", VIEW);
        long rows = fill(new Feed(site, Orders.TOPIC, COLUMNS));

        long start = System.nanoTime();
        site.start("updater");
        site.awaitEmpty(site.names().topicQueue(Orders.TOPIC));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        Map<String, GcLog.Peak> heaps = site.stop();
        site.requireNoDeadLetters(site.names().topicQueue(Orders.TOPIC));
        checkOrders(site, rows);
        checkBooks(site, rows);
        return new Measured(messages, "messages", time, heaps);
    }

    /** Fills the queue; returns how many rows it holds. */
    private long fill(Feed feed) throws Exception {
        long order = 0;
        while (feed.messages() < large) {
            feed.message(order + 1, order + ROWS_OF_A_LARGE_ONE, BacklogBound::longRow);
            order += ROWS_OF_A_LARGE_ONE;
        }
        while (feed.messages() < messages) {
            if (feed.messages() % 2 == 0) {
                feed.message(order + 1, order + ROWS_OF_A_BATCH, BacklogBound::row);
                order += ROWS_OF_A_BATCH;
            } else {
                feed.body(object(++order));
            }
        }
        feed.flush();
        return order;
    }

    private static @Nullable Object[] row(long order) {
        return new Object[] {
            order,
            Orders.customer(order),
            Orders.status(order),
            Orders.total(order),
            Orders.updatedAt(order).toString(),
            Orders.comment(order)
        };
    }

    private static @Nullable Object[] longRow(long order) {
        @Nullable Object[] row = row(order);
        row[5] = Orders.comment(order) + LONG_TEXT;
        return row;
    }

    private static String object(long order) {
        Document object = new Document();
        @Nullable Object[] row = row(order);
        for (int i = 0; i < COLUMNS.length; i++) {
            object.append(COLUMNS[i], row[i]);
        }
        return object.toJson();
    }

    private static void checkOrders(Site site, long rows) {
        EachOnce orders = new EachOnce("order");
        site.database()
                .getCollection(site.names().collection("orders"))
                .find()
                .projection(new Document(Meta.META, 0))
                .batchSize(1_000)
                .forEach(stored -> {
                    long order = stored.getLong("orderId");
                    boolean right = stored.getLong("customerId") == Orders.customer(order)
                            && stored.getString("status").equals(Orders.status(order))
                            && stored.getString("comment").startsWith(Orders.comment(order));
                    if (!right) {
                        throw new AssertionError("order " + order + " is " + stored.toJson());
                    }
                    orders.see(order);
                });
        orders.requireAll(rows);
    }

    /** Written is what was not there; all rows are booked once, since no message came twice. */
    private static void checkBooks(Site site, long rows) {
        Account booked = new BatchAccounts(
                        site.database().getCollection(site.names().batchesCollection()),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())
                .totals()
                .get(Orders.TOPIC)
                .get("orders");
        if (booked.written() != rows || booked.rows() != rows) {
            throw new AssertionError(rows + " rows were sent, and booked were " + booked);
        }
    }
}

package io.tributary.bounds;

import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;

/** A large table, read by an agents process, and then changed: what changed comes, and nothing else. */
final class TableBound implements Bound {

    /** How the table is read. */
    enum Kind {
        /** With deletes by comparison beside it, and the journal of keys between the two. */
        BY_VERSION("""
                - templatedRoute:
                    routeTemplateRef: jdbc-agent
                    routeId: orders
                    parameters:
                      - { name: name, value: orders }
                      - { name: topic, value: erp.orders }
                      - { name: dataSource, value: erp }
                      - { name: table, value: ORDERS }
                      - { name: key, value: ORDER_ID }
                      - { name: version, value: UPDATED_AT }
                      - { name: deletesAgent, value: order-deletes }
                      - { name: period, value: "500" }
                - templatedRoute:
                    routeTemplateRef: jdbc-compare-agent
                    routeId: order-deletes
                    parameters:
                      - { name: name, value: order-deletes }
                      - { name: topic, value: erp.orders }
                      - { name: dataSource, value: erp }
                      - { name: table, value: ORDERS }
                      - { name: key, value: ORDER_ID }
                      - { name: deletesOnly, value: "true" }
                      - { name: versionAgent, value: orders }
                      - { name: version, value: UPDATED_AT }
                      - { name: period, value: "500" }
                """, "by its version column, deletes by comparison"),

        BY_COMPARISON("""
                - templatedRoute:
                    routeTemplateRef: jdbc-compare-agent
                    routeId: orders
                    parameters:
                      - { name: name, value: orders }
                      - { name: topic, value: erp.orders }
                      - { name: dataSource, value: erp }
                      - { name: table, value: ORDERS }
                      - { name: key, value: ORDER_ID }
                      - { name: period, value: "500" }
                """, "by comparison");

        private final String agents;
        private final String text;

        Kind(String agents, String text) {
            this.agents = agents;
            this.text = text;
        }
    }

    private final Kind kind;
    private final int rows;

    TableBound(Kind kind, int rows) {
        this.kind = kind;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public String load() {
        return "a table of %,d rows, %s".formatted(rows, kind.text);
    }

    @Override
    public Measured run(Site site) throws Exception {
        OrdersTable table = new OrdersTable(site.tables(), rows);
        table.create();
        site.property("camel.beans.erp", "#class:com.zaxxer.hikari.HikariDataSource");
        site.property("camel.beans.erp.jdbcUrl", site.tables());
        site.property("camel.beans.erp.maximumPoolSize", "4");
        site.home("agents/orders.camel.yaml", kind.agents);
        site.home("transformers/projections/orders.yaml", Orders.PROJECTION);

        long start = System.nanoTime();
        RoleProcess agents = site.start("agents");
        site.await("all rows are read", () -> agents.counter("tributary_agent_rows_total") >= rows);
        Duration time = Duration.ofNanos(System.nanoTime() - start);

        Rows came = new Rows();
        Topic topic = new Topic(site, Orders.TOPIC);
        topic.takeAll(came::check);
        came.orders.requireAll(rows);
        table.change();
        int changes = table.changes();
        site.await("all changes came", () -> {
            topic.takeAll(came::check);
            return came.updated.count() >= changes
                    && came.deleted.count() >= changes
                    && came.orders.count() >= rows + changes;
        });
        Map<String, GcLog.Peak> heaps = site.stop();
        topic.takeAll(came::check);
        came.orders.requireAll(rows + (long) changes);
        return new Measured(rows, "rows", time, heaps);
    }

    /** What came on the topic. */
    private static final class Rows {

        private final EachOnce orders = new EachOnce("order");
        private final EachOnce updated = new EachOnce("the update of order");
        private final EachOnce deleted = new EachOnce("the delete of order");

        void check(RecordBatch batch, int row) {
            long order = (Long) value(batch, row, "ORDER_ID");
            if (batch.operation(row) == Operation.DELETE) {
                require(OrdersTable.isDeleted(order), order, batch, row);
                // Found missing both in its page and in the journal of a row that was just published: two deletes are
                // one.
                deleted.seeAgain(order);
            } else if (value(batch, row, "STATUS").equals("X")) {
                require(OrdersTable.isUpdated(order), order, batch, row);
                updated.see(order);
            } else {
                require(isRight(order, batch, row), order, batch, row);
                orders.see(order);
            }
        }

        private static boolean isRight(long order, RecordBatch batch, int row) {
            return value(batch, row, "CUST_ID").equals(Orders.customer(order))
                    && value(batch, row, "STATUS").equals(Orders.status(order))
                    && new BigDecimal(value(batch, row, "TOTAL").toString())
                                    .compareTo(new BigDecimal(Orders.total(order)))
                            == 0
                    && LocalDateTime.parse(value(batch, row, "UPDATED_AT").toString())
                            .equals(Orders.updatedAt(order))
                    && value(batch, row, "COMMENT").equals(Orders.comment(order));
        }

        private static void require(boolean right, long order, RecordBatch batch, int row) {
            if (!right) {
                throw new AssertionError("order " + order + " came as " + batch.operation(row) + " " + batch.columns()
                        + java.util.Arrays.toString(batch.rows().get(row)));
            }
        }

        private static Object value(RecordBatch batch, int row, String column) {
            Object value = batch.rows().get(row)[batch.columns().indexOf(column)];
            return value == null ? "" : value;
        }
    }
}

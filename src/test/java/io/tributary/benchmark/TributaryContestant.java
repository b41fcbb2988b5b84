package io.tributary.benchmark;

import io.tributary.agent.AgentProgress;
import io.tributary.projection.Meta;
import io.tributary.runtime.Home;
import io.tributary.runtime.MongoCosts;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * The process that users run, with the roles agents and updater on a home of its own: a CSV agent, and a projection with casts, a version
 * field and one reference, which a view makes it keep and notify. Its settings are the defaults but for the waits.
 */
final class TributaryContestant implements Contestant {

    private static final String AGENT = """
            - templatedRoute:
                routeTemplateRef: csv-agent
                routeId: bench-orders
                parameters:
                  - { name: name, value: bench-orders }
                  - { name: topic, value: bench.orders }
                  - { name: directory, value: "{{bench.dir}}" }
                  - { name: include, value: "orders-.*[.]csv" }
                  - { name: delay, value: "%d" }
                  - { name: readLock, value: none }
            """.formatted(CamelFiles.POLL_DELAY);

    private static final String ORDERS = """
            projection: orders
            topic: bench.orders
            key: orderId
            version: updatedAt
            fields:
              orderId:      { from: ORDER_ID, type: long }
              customerId:   { from: CUST_ID, type: long }
              status:       { from: STATUS, type: string }
              total:        { from: TOTAL_PRICE, type: decimal }
              orderDate:    { from: ORDER_DATE, type: date }
              priority:     { from: PRIORITY, type: string }
              clerk:        { from: CLERK, type: string }
              shipPriority: { from: SHIP_PRIORITY, type: integer }
              updatedAt:    { from: UPDATED_AT, type: timestamp, zone: UTC }
              comment:      { from: COMMENT, type: string }
            """;

    private static final String CUSTOMERS = """
            projection: customers
            topic: bench.customers
            key: customerId
            fields:
              customerId: { from: CUST_ID, type: long }
              name:       { from: NAME, type: string }
            """;

    private static final String VIEW = """
            view: customer_orders
            base: customers
            joins:
              orders: { many: orders, on: { customerId: customerId } }
            fields:
              customerId: customerId
              orders: { each: orders, fields: { orderId: orderId, total: total } }
            """;

    private static final String UPDATER = "projection-updater-bench.orders";

    @Override
    public String name() {
        return "Tributary";
    }

    @Override
    public String settings() {
        return "`run --roles agents,updater`, defaults but for waits: consumer threads "
                + Setting.UPDATER_CONSUMERS.defaultValue() + ", " + Setting.BATCH_MAX_RECORDS.defaultValue()
                + " rows or " + Setting.BATCH_MAX_BYTES.defaultValue()
                + " bytes in a message; ten casts, version field, compare-and-set, one reference kept and notified to the "
                + "queue of projection changes, books; file delay " + CamelFiles.POLL_DELAY + " ms, no read lock";
    }

    @Override
    public String lacks() {
        return "";
    }

    /** Consumer threads of its updater, which those get, too, that are compared with it. */
    static int consumers() {
        return Integer.parseInt(Setting.UPDATER_CONSUMERS.defaultValue());
    }

    @Override
    public String field(String column) {
        return switch (column) {
            case "STATUS" -> "status";
            default -> throw new IllegalArgumentException(column + " is not asked for");
        };
    }

    @Override
    public Document expected(OrderRow row) {
        return new Document("_id", Long.valueOf(row.value("ORDER_ID")))
                .append("orderId", Long.valueOf(row.value("ORDER_ID")))
                .append("customerId", Long.valueOf(row.value("CUST_ID")))
                .append("status", row.value("STATUS"))
                .append("total", new Decimal128(new BigDecimal(row.value("TOTAL_PRICE"))))
                .append(
                        "orderDate",
                        utc(LocalDate.parse(row.value("ORDER_DATE")).atStartOfDay()))
                .append("priority", row.value("PRIORITY"))
                .append("clerk", row.value("CLERK"))
                .append("shipPriority", Integer.valueOf(row.value("SHIP_PRIORITY")))
                .append("updatedAt", utc(LocalDateTime.parse(row.value("UPDATED_AT"))))
                .append("comment", row.value("COMMENT"))
                .append(Meta.REFERENCES, new Document("customerId", Long.valueOf(row.value("CUST_ID"))));
    }

    @Override
    public Document comparable(Document stored) {
        Document meta = (Document) stored.remove(Meta.META);
        return stored.append(Meta.REFERENCES, meta.get(Meta.REFERENCES));
    }

    private static Date utc(LocalDateTime time) {
        return Date.from(time.toInstant(ZoneOffset.UTC));
    }

    @Override
    public Running start(Lane lane) throws Exception {
        Path drop = Files.createDirectory(lane.folder().resolve("drop"));
        Path dir = home(lane.folder().resolve("home"), drop);
        Settings settings = Settings.of(dir)
                .with(Map.of(
                        Setting.MONGODB_URI,
                        lane.engines().mongoUri(),
                        Setting.MONGODB_DATABASE,
                        lane.database().getName(),
                        Setting.SQS_ENDPOINT,
                        lane.engines().sqsEndpoint().toString(),
                        Setting.PREFIX,
                        lane.id() + "-",
                        Setting.ROLES,
                        "agents,updater",
                        Setting.QUEUES_WAIT_TIME,
                        Lane.WAIT_TIME.toSeconds() + "s",
                        Setting.HTTP_HOST,
                        "127.0.0.1",
                        Setting.HTTP_PORT,
                        "0"));
        TributaryProcess process = TributaryProcess.start(Home.of(dir), settings, AgentProgress.NONE);
        return new CamelFiles(process.camel(), drop, UPDATER) {
            @Override
            public String queue() {
                return process.names().topicQueue("bench.orders");
            }

            @Override
            public String collection() {
                return process.names().collection("orders");
            }

            @Override
            public MongoCosts mongoCosts(Lane own) {
                return process.servers().mongoCosts();
            }

            @Override
            public void close() {
                process.close();
            }
        };
    }

    private static Path home(Path dir, Path drop) throws IOException {
        write(dir.resolve("application.properties"), "bench.dir=" + drop.toAbsolutePath() + "\n");
        write(dir.resolve("agents/bench-orders.camel.yaml"), AGENT);
        write(dir.resolve("transformers/projections/orders.yaml"), ORDERS);
        write(dir.resolve("transformers/projections/customers.yaml"), CUSTOMERS);
        write(dir.resolve("transformers/single-views/customer_orders.yaml"), VIEW);
        return dir;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

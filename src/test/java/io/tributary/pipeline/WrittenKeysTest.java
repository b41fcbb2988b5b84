package io.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.projection.Stored;
import io.tributary.runtime.Home;
import io.tributary.runtime.TributaryProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records as sources really write them, from the message to the view. */
@Timeout(300)
class WrittenKeysTest {

    @TempDir
    Path dir;

    @Test
    void differently_written_keys_meet_a_condition_deletes_and_what_no_field_takes_is_kept_and_counted()
            throws Exception {
        write("projections", "customers", """
                projection: customers
                topic: crm.customer
                key: [country, id]
                unknown: keep
                fields: { country: { type: string, cast: upper }, id: { type: long }, name: string }
                """);
        write("projections", "orders", """
                projection: orders
                topic: web.order
                key: id
                deleteWhen: { where: { state: [cancelled] } }
                fields:
                  id: integer
                  land: { from: LAND, type: string, cast: [trim, upper] }
                  customer: { from: CUST, type: long }
                  state: { type: string, cast: lower, omit: true }
                """);
        write("single-views", "baskets", """
                view: baskets
                base: customers
                joins: { orders: { many: orders, on: { country: land, id: customer } } }
                fields: { name: name, orders: { each: orders, value: orders.id } }
                """);
        try (Engines engines = Engines.of(WrittenKeysTest.class);
                Deployment deployment = new Deployment(Home.of(dir), engines, Map.of())) {
            TributaryProcess process = deployment.start("updater,views");
            deployment.send(
                    "crm.customer", "{\"country\": \"it\", \"id\": \"0042\", \"name\": \"Ada\", \"fax\": \"1\"}");
            deployment.send("web.order", order(1, " It ", "42", "open"));
            deployment.send("web.order", order(2, "IT", "+42", "Open"));
            deployment.send("web.order", order(3, "FR", "42", "open"));
            deployment.awaitIdle();
            assertThat(basket(deployment)).isEqualTo(List.of(1, 2));
            assertThat(deployment.documents("customers").get(0).get("unknown")).isEqualTo(new Document("fax", "1"));
            assertThat(process.meters()
                            .counter("tributary.updater.unknown", "topic", "crm.customer", "projection", "customers")
                            .count())
                    .isEqualTo(1);

            deployment.send("web.order", order(1, "IT", "42", "CANCELLED"));
            deployment.awaitIdle();
            assertThat(basket(deployment)).isEqualTo(List.of(2));
            assertThat(deployment.documents("orders"))
                    .noneMatch(order -> order.containsKey("state"))
                    .filteredOn(Stored::deleted)
                    .hasSize(1);
        }
    }

    private static Object basket(Deployment deployment) {
        List<Document> baskets = deployment.documents("baskets").stream()
                .filter(basket -> !Stored.deleted(basket))
                .toList();
        assertThat(baskets).hasSize(1);
        return baskets.get(0).get("orders");
    }

    private static String order(int id, String country, String customer, String state) {
        return "{\"id\": %d, \"LAND\": \"%s\", \"CUST\": \"%s\", \"state\": \"%s\"}"
                .formatted(id, country, customer, state);
    }

    private void write(String folder, String name, String text) throws Exception {
        Path path = dir.resolve("transformers/" + folder + "/" + name + ".yaml");
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

package io.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import io.tributary.view.AffectedViews;
import io.tributary.view.TriggeredBuilds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change builds the views that read a field which it touches, and no other; triggers and builds are counted. */
@Timeout(300)
class FieldPruningTest {

    private static final int CUSTOMERS = 3;

    private static Engines engines;

    @TempDir
    Path dir;

    private Deployment deployment;
    private TributaryProcess process;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(FieldPruningTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @BeforeEach
    void start() throws Exception {
        projection("customers", """
                topic: crm.customer
                key: id
                fields: { id: integer, name: string, country: string, lastSeen: string }
                """);
        projection("countries", """
                topic: geo.country
                key: code
                fields: { code: string, name: string, currency: string, flag: string }
                """);
        view("profiles", """
                base: customers
                joins: { country: { one: countries, on: { country: code } } }
                fields: { name: name, country: country.name }
                """);
        view("wallets", """
                base: customers
                joins: { country: { one: countries, on: { country: code } } }
                fields: { currency: country.currency }
                """);
        view("names", """
                base: customers
                fields: { name: name }
                """);
        deployment = new Deployment(Home.of(dir), engines, Map.of(Setting.NOTIFY_PROJECTIONS, "audit"));
        process = deployment.start("updater,views");
        deployment.send("geo.country", country("Italy", "lira", "green"));
        for (int id = 0; id < CUSTOMERS; id++) {
            deployment.send("crm.customer", customer(id, "Ada", "monday"));
        }
        deployment.awaitIdle();
        assertThat(deployment.documents("profiles")).hasSize(CUSTOMERS);
    }

    @AfterEach
    void stop() throws Exception {
        deployment.close();
    }

    @Test
    void a_field_that_no_view_uses_builds_nothing_and_subscribers_hear_of_it() throws Exception {
        deployment.takeAll("audit");
        Counts before = counts();
        deployment.send("crm.customer", customer(1, "Ada", "tuesday"));
        deployment.send("geo.country", country("Italy", "lira", "blue"));
        deployment.awaitIdle();
        assertThat(stored("customers", 1)).containsEntry("lastSeen", "tuesday");
        assertThat(counts().since(before)).isEqualTo(new Counts(0, 0, 0, 0, 0, 0));
        assertThat(deployment.takeAll("audit"))
                .hasSize(2)
                .anySatisfy(body -> assertThat(body).contains("\"customers\"", "\"fields\":[\"lastSeen\"]"))
                .anySatisfy(body -> assertThat(body).contains("\"countries\"", "\"fields\":[\"flag\"]"));
    }

    @Test
    void a_shared_lookup_builds_exactly_the_views_that_use_what_changed() throws Exception {
        Counts before = counts();
        deployment.send("geo.country", country("Italy", "euro", "green"));
        deployment.awaitIdle();
        assertThat(counts().since(before)).isEqualTo(new Counts(0, 0, CUSTOMERS, CUSTOMERS, 0, 0));
        assertThat(stored("wallets", 1)).containsEntry("currency", "euro");

        before = counts();
        deployment.send("geo.country", country("Italia", "euro", "green"));
        deployment.awaitIdle();
        assertThat(counts().since(before)).isEqualTo(new Counts(CUSTOMERS, CUSTOMERS, 0, 0, 0, 0));
        assertThat(stored("profiles", 1)).containsEntry("country", "Italia");
    }

    @Test
    void a_field_of_the_base_builds_the_views_that_read_it() throws Exception {
        Counts before = counts();
        deployment.send("crm.customer", customer(1, "Grace", "monday"));
        deployment.awaitIdle();
        assertThat(counts().since(before)).isEqualTo(new Counts(1, 1, 0, 0, 1, 1));
    }

    /** Triggered and built views. */
    private record Counts(
            long profilesTriggered,
            long profilesBuilt,
            long walletsTriggered,
            long walletsBuilt,
            long namesTriggered,
            long namesBuilt) {

        Counts since(Counts before) {
            return new Counts(
                    profilesTriggered - before.profilesTriggered,
                    profilesBuilt - before.profilesBuilt,
                    walletsTriggered - before.walletsTriggered,
                    walletsBuilt - before.walletsBuilt,
                    namesTriggered - before.namesTriggered,
                    namesBuilt - before.namesBuilt);
        }
    }

    private Counts counts() {
        return new Counts(
                count(AffectedViews.TRIGGERED, "profiles"),
                count(TriggeredBuilds.BUILT, "profiles"),
                count(AffectedViews.TRIGGERED, "wallets"),
                count(TriggeredBuilds.BUILT, "wallets"),
                count(AffectedViews.TRIGGERED, "names"),
                count(TriggeredBuilds.BUILT, "names"));
    }

    private long count(String counter, String view) {
        return (long) process.meters().counter(counter, "view", view).count();
    }

    private Document stored(String collection, int id) {
        List<Document> found = deployment.documents(collection).stream()
                .filter(document -> document.get("_id").equals(id))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String customer(int id, String name, String lastSeen) {
        return "{\"id\": %d, \"name\": \"%s\", \"country\": \"IT\", \"lastSeen\": \"%s\"}"
                .formatted(id, name, lastSeen);
    }

    private static String country(String name, String currency, String flag) {
        return "{\"code\": \"IT\", \"name\": \"%s\", \"currency\": \"%s\", \"flag\": \"%s\"}"
                .formatted(name, currency, flag);
    }

    private void projection(String name, String text) throws IOException {
        write("transformers/projections/" + name + ".yaml", "projection: " + name + "\n" + text);
    }

    private void view(String name, String text) throws IOException {
        write("transformers/single-views/" + name + ".yaml", "view: " + name + "\n" + text);
    }

    private void write(String file, String text) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

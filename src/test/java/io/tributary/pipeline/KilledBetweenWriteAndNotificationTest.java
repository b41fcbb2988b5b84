package io.tributary.pipeline;

import static io.tributary.pipeline.PipelineFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.runtime.TributaryProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * I5: an order that goes from one customer to another refreshes both views, though the process dies after it has written the order
 * and before it has told anybody. The process is a JVM of its own, and it really dies.
 */
@Timeout(300)
class KilledBetweenWriteAndNotificationTest {

    private static final String ROUTE = "routes/projection-updater.camel.yaml";
    private static final long ORDER = 7;

    private static Engines engines;

    @TempDir
    Path dir;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(KilledBetweenWriteAndNotificationTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @Test
    void both_parents_are_right_after_the_same_message_has_come_again() throws Exception {
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.0002, engines)) {
            moveAndDie(fixture);
            // No agents: nothing comes but the message whose notification is missing.
            fixture.deployment().start("updater,views");
            fixture.deployment().awaitIdle();
            assertThat(fixture.differences()).isEmpty();
        }
    }

    @Test
    void both_parents_are_right_though_a_later_record_came_first_that_changes_nothing() throws Exception {
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.0002, engines)) {
            moveAndDie(fixture);
            // The message is held back until the later record has been taken in, as a slow redelivery would be.
            List<String> heldBack = fixture.deployment().takeAll("erp.orders");
            assertThat(heldBack).isNotEmpty();

            // The agent does not know any more what it published, and publishes the row again: equal, and read later.
            TributaryProcess all = fixture.deployment().start("agents,updater,views");
            fixture.awaitAll(all);
            assertThat(fixture.differences())
                    .as("the later record alone tells nobody")
                    .isNotEmpty();

            heldBack.forEach(body -> fixture.deployment().send("erp.orders", body));
            fixture.deployment().awaitIdle();
            assertThat(fixture.differences()).isEmpty();
        }
    }

    /** Loads, gives an order to another customer, and dies when that is written; returns when the process has ended. */
    private static void moveAndDie(PipelineFixture fixture) throws Exception {
        Path home = fixture.home().dir();
        Path marker = home.resolve("halt-before-notify");
        replaceRoute(home, marker);
        Deployment deployment = fixture.deployment();
        TributaryProcess loading = deployment.start("agents,updater,views");
        fixture.awaitAll(loading);
        deployment.stop(loading);
        long from = customerOf(deployment);
        long to = from == 1 ? 2 : 1;
        fixture.erp("UPDATE ORDERS SET CUST_ID = " + to + ", UPDATED_AT = (SELECT DATEADD('SECOND', 1, MAX(UPDATED_AT))"
                + " FROM ORDERS) WHERE ORDER_ID = " + ORDER);

        Files.createFile(marker);
        ChildProcess child = deployment.startChild("agents,updater,views");
        assertThat(child.awaitEnd(120)).as(Files.readString(child.log())).isEqualTo(HaltBeforeNotify.KILLED);
        Files.delete(marker);
        assertThat(customerOf(deployment)).as("written").isEqualTo(to);
        await().until(() -> deployment
                        .queues()
                        .depth(deployment.names().projectionChangesQueue())
                        .total()
                == 0);
        assertThat(fixture.differences()).as("nobody was told").isNotEmpty();
        assertThat(deployment.topicMessages()).isPositive();
    }

    private static long customerOf(Deployment deployment) {
        return deployment.documents("orders").stream()
                .filter(order -> order.get("_id").equals(ORDER))
                .map(order -> order.getLong("customerId"))
                .findFirst()
                .orElseThrow();
    }

    /** Our own route of the updater with one more step: a home replaces a route by a file of the same name. */
    private static void replaceRoute(Path home, Path marker) throws Exception {
        String route = Files.readString(Path.of(ROUTE));
        String notify = "          - bean:\n              id: \"{{topic}}-notify\"";
        assertThat(route).contains(notify);
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                home.resolve(ROUTE),
                route.replace(notify, "          - process:\n              ref: \"{{halt}}\"\n" + notify)
                        .replace(
                                "    route:\n",
                                "    beans:\n      - name: halt\n        type: \"#class:"
                                        + HaltBeforeNotify.class.getName()
                                        + "\"\n        properties:\n          file: \"" + marker.toAbsolutePath()
                                        + "\"\n    route:\n"));
    }
}

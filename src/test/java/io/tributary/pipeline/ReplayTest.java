package io.tributary.pipeline;

import static io.tributary.pipeline.PipelineFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.projection.Account;
import io.tributary.queue.Replay;
import io.tributary.runtime.DeadLetterAccess;
import io.tributary.runtime.HomeQueue;
import io.tributary.runtime.Setting;
import java.nio.file.Path;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** I2: a dead letter that comes back late does not overwrite what is newer, whoever sent it. */
@Timeout(300)
class ReplayTest {

    private static final String TOPIC = "crm.customer";

    private static Engines engines;

    @TempDir
    Path dir;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(ReplayTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @Test
    void a_replayed_message_of_another_producer_keeps_the_time_at_which_it_was_sent_first() throws Exception {
        try (PipelineFixture fixture =
                PipelineFixture.create(dir, 0.0001, engines, Map.of(Setting.QUEUES_MAX_RECEIVE_COUNT, "1"))) {
            Deployment deployment = fixture.deployment();
            deployment.send(TOPIC, customer(1, "old"));
            deployment.send(TOPIC, customer(2, "alone"));
            deployment.die(TOPIC);
            deployment.send(TOPIC, customer(1, "new"));
            deployment.start("updater,views");
            deployment.awaitIdle();
            assertThat(name(deployment, 1)).isEqualTo("new");

            try (DeadLetterAccess access = new DeadLetterAccess(deployment.definitions(), deployment.settings())) {
                HomeQueue queue = access.queue(TOPIC);
                Replay replay = access.replay(queue, message -> true);
                access.of(queue).orElseThrow().walk(replay);
                assertThat(replay.sent()).isEqualTo(2);
            }
            await().until(() -> deployment.rowsTakenIn() == 3);
            deployment.awaitIdle();
            assertThat(name(deployment, 1)).isEqualTo("new");
            assertThat(name(deployment, 2)).isEqualTo("alone");
            assertThat(deployment.accounts()).containsEntry(TOPIC, new Account(2, 0, 1, 0));
            assertThat(deployment.deadLetters()).isZero();
        }
    }

    private static Object name(Deployment deployment, long id) {
        return deployment.documents("customers").stream()
                .filter(customer -> customer.get("_id").equals(id))
                .map(customer -> ((Document) customer).getString("name"))
                .findFirst()
                .orElse("none");
    }

    private static String customer(long id, String name) {
        return "{\"CUST_ID\": \"" + id + "\", \"NAME\": \"" + name + "\", \"STATUS\": \"A\"}";
    }
}

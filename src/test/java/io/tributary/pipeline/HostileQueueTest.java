package io.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A queue that somebody deletes takes its messages with it; whatever comes after it goes its way. */
@Timeout(300)
class HostileQueueTest {

    private static Engines engines;

    @TempDir
    Path dir;

    private Deployment deployment;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(HostileQueueTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @BeforeEach
    void create() throws Exception {
        Path home = dir.resolve("home");
        Files.writeString(
                Files.createDirectories(home.resolve("transformers/projections"))
                        .resolve("words.yaml"),
                "projection: words\ntopic: app.words\nkey: word\nfields: { word: string, n: long }\n");
        Files.writeString(
                Files.createDirectories(home.resolve("transformers/single-views"))
                        .resolve("word_view.yaml"),
                "view: word_view\nbase: words\nfields: { word: word, n: n }\n");
        deployment = new Deployment(Home.of(home), engines, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        deployment.close();
    }

    private List<String> queues() {
        return List.of(
                deployment.names().topicQueue("app.words"),
                deployment.names().projectionChangesQueue(),
                deployment.names().viewQueue("word_view"));
    }

    private void delete(String queue) {
        String url = deployment.queues().url(queue);
        deployment.sqs().deleteQueue(request -> request.queueUrl(url));
        deployment.queues().forget(queue);
    }

    private static String health(TributaryProcess process) {
        return HealthCheckHelper.invoke(process.camel(), "full").stream()
                .map(result -> result.getState() + " " + result.getMessage().orElse(""))
                .filter(line -> line.startsWith("DOWN"))
                .toList()
                .toString();
    }

    @Test
    @Attack(
            kind = Kind.QUEUES,
            by = "a topic queue, the queue of changes and a view's queue deleted while all run",
            then =
                    "are made again, with their dead-letter queues, and what comes from then on reaches the views; messages that"
                            + " were in a deleted queue are gone: verify --repair builds what their views miss")
    void deleted_queues_are_made_again() throws Exception {
        deployment.start("updater,views");
        deployment.send("app.words", "{\"word\":\"before\",\"n\":1}");
        deployment.awaitIdle();
        assertThat(deployment.documents("word_view")).hasSize(1);
        queues().forEach(this::delete);
        PipelineFixture.await()
                .until(
                        () -> deployment
                                .sqs()
                                .listQueues(request -> request.queueNamePrefix(
                                        deployment.names().prefix()))
                                .queueUrls()
                                .stream()
                                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                                .toList()
                                .containsAll(queues()));
        deployment.send("app.words", "{\"word\":\"after\",\"n\":2}");
        deployment.awaitIdle();
        assertThat(deployment.documents("word_view"))
                .extracting(view -> view.get("_id"))
                .containsExactlyInAnyOrder("before", "after");
        assertThat(deployment.deadLetters()).isZero();
    }

    @Test
    @Attack(
            kind = Kind.QUEUES,
            by = "a queue deleted where queues are not to be made (tributary.queues.create=false)",
            then =
                    "makes its route wait; health names the queue and the setting; it goes on when somebody has made the queue")
    void a_queue_that_may_not_be_made_is_waited_for() throws Exception {
        queues().forEach(deployment.queues()::url);
        TributaryProcess process = deployment.start("updater,views", Map.of(Setting.QUEUES_CREATE, "false"));
        String topic = queues().get(0);
        PipelineFixture.await().until(() -> health(process).equals("[]"));
        delete(topic);
        PipelineFixture.await().until(() -> health(process).contains("the queue '" + topic + "' does not exist"));
        assertThat(health(process)).contains("make it, or set tributary.queues.create=true");
        deployment.send("app.words", "{\"word\":\"later\",\"n\":1}");
        deployment.awaitIdle();
        assertThat(deployment.documents("word_view")).hasSize(1);
        PipelineFixture.await().until(() -> health(process).equals("[]"));
    }
}

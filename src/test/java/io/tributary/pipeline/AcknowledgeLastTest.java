package io.tributary.pipeline;

import static io.tributary.pipeline.PipelineFixture.ALL;
import static io.tributary.pipeline.PipelineFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.LiveChanges;
import io.tributary.projection.Account;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** I3 and I6: what cannot be written stays on its queue, however long; what does not need the lost server goes on. */
@Timeout(300)
class AcknowledgeLastTest {

    /** More than enough for every message to become a dead letter, were the outage counted against it. */
    private static final int REFUSALS = 5;

    private static final Duration VISIBILITY = Duration.ofSeconds(6);

    private static final Map<Setting, String> IMPATIENT = Map.of(
            Setting.QUEUES_MAX_RECEIVE_COUNT,
            "2",
            Setting.QUEUES_VISIBILITY_TIMEOUT,
            VISIBILITY.toSeconds() + "s",
            Setting.BATCH_MAX_RECORDS,
            "100");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Engines engines;

    @TempDir
    Path dir;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(AcknowledgeLastTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @Test
    void without_its_database_every_message_stays_on_its_queue_and_all_is_written_when_it_is_back() throws Exception {
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.0005, engines, IMPATIENT);
                TcpProxy mongo = proxy(engines.mongoUri())) {
            Deployment deployment = fixture.deployment();
            TributaryProcess agents = deployment.start("agents");
            fixture.awaitAgents(agents);
            deployment.stop(agents);
            long messages = deployment.topicMessages();
            assertThat(messages).isGreaterThan(30);

            mongo.cut();
            TributaryProcess process = deployment.start(
                    "updater,views,api", Map.of(Setting.MONGODB_URI, through(mongo, engines.mongoUri())));
            await().until(() -> mongo.refused() >= REFUSALS);
            // Longer than two visibility timeouts: a message that was deleted, or counted against, would show by then.
            await().during(VISIBILITY.multipliedBy(5).dividedBy(2))
                    .untilAsserted(() -> assertThat(List.of(deployment.topicMessages(), deployment.deadLetters()))
                            .as("messages of topics, dead letters")
                            .containsExactly(messages, 0L));
            await().untilAsserted(
                            () -> assertThat(get(process, "/observe/health").body())
                                    .contains("MongoDB does not answer (tributary.mongodb.uri)")
                                    .contains(deployment.names().topicQueue("erp.orders")));
            assertThat(get(process, "/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(get(process, "/observe/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(process, "/openapi.json").statusCode()).isEqualTo(200);

            mongo.mend();
            await().until(() -> deployment.documents("orders").size() > 100);
            mongo.cut();
            int before = mongo.refused();
            await().until(() -> mongo.refused() >= before + REFUSALS);
            mongo.mend();
            deployment.awaitIdle();
            assertThat(deployment.deadLetters()).isZero();
            assertThat(fixture.differences()).isEmpty();
            assertThat(deployment.accounts()).allSatisfy((topic, account) -> assertThat((long) account.rows())
                    .as(topic)
                    .isGreaterThanOrEqualTo(fixture.company().rows().get(topic)));
            await().untilAsserted(() -> assertThat(
                            get(process, "/observe/health/ready").statusCode())
                    .isEqualTo(200));
        }
    }

    @Test
    void without_its_queues_everything_waits_the_api_reads_on_and_all_arrives_when_they_are_there() throws Exception {
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.0002, engines, IMPATIENT);
                TcpProxy sqs = proxy(engines.sqsEndpoint())) {
            Deployment deployment = fixture.deployment();
            sqs.cut();
            TributaryProcess process =
                    deployment.start(ALL, Map.of(Setting.SQS_ENDPOINT, "http://127.0.0.1:" + sqs.port()));
            await().until(() -> sqs.refused() >= REFUSALS);
            await().untilAsserted(
                            () -> assertThat(get(process, "/observe/health").body())
                                    .contains("127.0.0.1:" + sqs.port())
                                    .contains("queue-" + deployment.names().topicQueue("erp.orders"))
                                    .contains("agent-crm-customers"));
            assertThat(get(process, "/projections/orders").statusCode()).isEqualTo(200);
            assertThat(fixture.company().crmDirectory()).isDirectoryContaining("glob:**/customers-*.csv");

            sqs.mend();
            fixture.awaitAll(process);
            try (LiveChanges live = fixture.company().liveChanges(5)) {
                live.randomChanges(50);
            }
            fixture.awaitAll(process);
            assertThat(fixture.differences()).isEmpty();
            assertThat(deployment.deadLetters()).isZero();
            assertThat(deployment.accounts().values().stream().mapToInt(Account::rejected))
                    .containsOnly(0);
        }
    }

    private static HttpResponse<String> get(TributaryProcess process, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + process.httpPort() + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static TcpProxy proxy(String address) throws Exception {
        URI uri = URI.create(address);
        return new TcpProxy(uri.getHost(), uri.getPort());
    }

    /** The same address by way of the proxy; who looks for a server there gives up soon, to try again soon. */
    private static String through(TcpProxy proxy, String uri) {
        URI address = URI.create(uri);
        String there = uri.replace(address.getHost() + ":" + address.getPort(), "127.0.0.1:" + proxy.port());
        String path = there.substring("mongodb://".length()).contains("/") ? there : there + "/";
        return path + (path.contains("?") ? "&" : "?") + "serverSelectionTimeoutMS=300";
    }
}

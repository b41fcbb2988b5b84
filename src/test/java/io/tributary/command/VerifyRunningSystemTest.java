package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.agent.AgentProgress;
import io.tributary.projection.Stored;
import io.tributary.runtime.Home;
import io.tributary.runtime.InsurerHome;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** verify beside a running system: it sees MongoDB and SQS and nothing else. What is on its way is not wrong; what is lost is. */
class VerifyRunningSystemTest {

    private static final String QUEUE = "view-policy_overview";

    @TempDir
    Path folder;

    Path home;
    EmbeddedMongo mongo;
    EmbeddedSqs sqs;
    MongoClient client;
    SqsClient queues;
    MongoDatabase database;
    TributaryProcess builders;

    @BeforeEach
    void start() throws Exception {
        mongo = new EmbeddedMongo(0);
        sqs = new EmbeddedSqs(0);
        client = MongoClients.create(mongo.uri());
        database = client.getDatabase("tributary");
        queues = client(sqs.endpoint());
        home = InsurerHome.create(folder.resolve("home"));
        Files.writeString(
                home.resolve("application.properties"),
                String.join(
                        "\n",
                        "tributary.mongodb.uri=" + mongo.uri(),
                        "tributary.sqs.endpoint=" + sqs.endpoint(),
                        "tributary.roles=views",
                        "tributary.http.port=0",
                        "tributary.queues.wait-time=1s",
                        "tributary.queues.visibility-timeout=3s"));
        startBuilders();
    }

    @AfterEach
    void close() {
        stopBuilders();
        queues.close();
        client.close();
        sqs.close();
        mongo.close();
    }

    @Test
    void a_change_whose_trigger_was_lost_is_wrong_and_a_repair_mends_it() {
        policy("P-1", 7);
        holder(7, "Ada");
        Invoked wrong = verify("--patience", "30");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.out().lines())
                .containsExactly(
                        "policy_overview: 1 view, 1 missing, 0 surplus, 0 stale",
                        "  policy_overview P-1 is missing",
                        "1 wrong; nothing is on its way to them.");
        Invoked repaired = verify("--patience", "30", "--repair");
        assertThat(repaired.out().lines().findFirst())
                .hasValue("policy_overview: 1 view, 0 missing, 0 surplus, 0 stale; 1 triggered, 1 of them equal now");
        assertThat(repaired.exit()).isZero();
        assertThat(view("P-1")).containsEntry("holder", Document.parse("{name: 'Ada', city: 'Turin'}"));
        assertThat(verify().exit()).isZero();
    }

    @Test
    void a_repair_turns_a_view_without_base_into_a_tombstone() {
        database.getCollection("policy_overview")
                .insertOne(new Document("_id", "P-9").append("_meta", new Document("revision", new ObjectId())));
        Invoked repaired = verify("--patience", "30", "--repair");
        assertThat(repaired.exit()).isZero();
        assertThat(repaired.out()).contains("1 triggered, 1 of them equal now");
        assertThat(Stored.deleted(view("P-9"))).isTrue();
    }

    @Test
    void what_the_queue_holds_is_in_flight_and_wrong_when_its_message_is_gone() {
        stopBuilders();
        policy("P-1", 7);
        trigger("P-1");
        Invoked inFlight = verify("--patience", "1");
        assertThat(inFlight.exit()).isEqualTo(3);
        assertThat(inFlight.out().lines())
                .containsExactly(
                        "policy_overview: 1 view, 0 missing, 0 surplus, 0 stale, 1 in flight",
                        "  policy_overview P-1 is missing (in flight)",
                        "None is known to be wrong; 1 did not agree within the patience, while changes were still on their way.");
        queues.purgeQueue(r -> r.queueUrl(url()));
        assertThat(verify("--patience", "1").exit()).isEqualTo(1);
    }

    @Test
    void a_view_that_catches_up_while_verify_waits_is_equal() throws Exception {
        stopBuilders();
        policy("P-1", 7);
        trigger("P-1");
        // verify looks at the same time as the builders start: it sees the difference or the view, and ends well with
        // either.
        startBuilders();
        Invoked invoked = verify("--patience", "60");
        assertThat(invoked.exit()).as(invoked.out()).isZero();
    }

    @Test
    void a_repair_whose_builders_are_away_leaves_its_views_in_flight() {
        stopBuilders();
        policy("P-1", 7);
        Invoked repaired = verify("--patience", "1", "--repair");
        assertThat(repaired.exit()).isEqualTo(3);
        assertThat(repaired.out()).contains("1 in flight; 1 triggered, 0 of them equal now");
    }

    @Test
    void a_view_that_was_never_triggered_as_a_whole_is_in_flight() {
        stopBuilders();
        database.getCollection("tributary_definitions").drop();
        policy("P-1", 7);
        assertThat(verify("--patience", "1").exit()).isEqualTo(3);
    }

    @Test
    void one_key_is_shown_whole() {
        policy("P-1", 7);
        policy("P-2", 7);
        Invoked invoked = verify("--view", "policy_overview", "--key", "P-2");
        assertThat(invoked.exit()).isEqualTo(1);
        assertThat(invoked.out())
                .contains("policy_overview P-2 is missing", "stored: nothing", "\"policyNumber\": \"P-2\"")
                .doesNotContain("P-1");
    }

    @Test
    void a_sample_says_that_it_is_one_and_is_the_same_again() {
        for (int i = 0; i < 50; i++) {
            policy("P-" + i, 7);
        }
        Invoked first = verify("--sample", "10", "--seed", "42");
        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.out())
                .contains("policy_overview: 10 views, 10 missing")
                .contains("10 wrong in this sample (10 of each); nothing is on its way to them.");
        assertThat(verify("--sample", "10", "--seed", "42")).isEqualTo(first);
        assertThat(verify("--sample", "10", "--seed", "43").out()).isNotEqualTo(first.out());
    }

    @Test
    void another_prefix_is_found_out_before_anything_is_compared() throws Exception {
        Files.writeString(
                home.resolve("application.properties"),
                Files.readString(home.resolve("application.properties")) + "\ntributary.prefix=other-\n");
        Invoked invoked = verify();
        assertThat(invoked.exit()).isEqualTo(2);
        assertThat(invoked.err()).contains("the queue 'other-view-policy_overview' does not exist", "tributary.prefix");
        assertThat(queues.listQueues().queueUrls()).noneMatch(url -> url.contains("other-"));
    }

    private void startBuilders() throws Exception {
        Settings settings = Settings.of(home);
        builders = TributaryProcess.start(Home.of(home), settings, AgentProgress.NONE);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> database.getCollection("tributary_definitions")
                                        .find(new Document("_id", "view|policy_overview"))
                                        .first()
                                != null
                        && queues.listQueues().queueUrls().containsAll(List.of(url(), url("projection-changes"))));
    }

    private void stopBuilders() {
        builders.close();
    }

    private void holder(long id, String name) {
        database.getCollection("holders")
                .insertOne(new Document("_id", id)
                        .append("holderId", id)
                        .append("name", name)
                        .append("city", "Turin")
                        .append("_meta", new Document("revision", new ObjectId())));
    }

    private void policy(String number, long holder) {
        database.getCollection("policies")
                .insertOne(new Document("_id", number)
                        .append("policyNumber", number)
                        .append("holderId", holder)
                        .append(
                                "_meta",
                                new Document("revision", new ObjectId())
                                        .append("references", new Document("holderId", List.of(holder)))));
    }

    private Document view(String number) {
        return database.getCollection("policy_overview")
                .find(new Document("_id", number))
                .first();
    }

    private void trigger(String number) {
        queues.sendMessage(r -> r.queueUrl(url())
                .messageBody("{\"view\":\"policy_overview\",\"since\":0,\"keys\":[[\"" + number + "\"]]}"));
    }

    private String url() {
        return url(QUEUE);
    }

    private String url(String queue) {
        return queues.getQueueUrl(r -> r.queueName(queue)).queueUrl();
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
    }

    private Invoked verify(String... more) {
        return Invoked.run(Stream.of(new String[] {"verify", "--home", home.toString()}, more)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    }
}

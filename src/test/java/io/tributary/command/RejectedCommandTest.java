package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.agent.AgentProgress;
import io.tributary.cast.RejectedRecord;
import io.tributary.projection.RejectedRecords;
import io.tributary.record.Operation;
import io.tributary.runtime.Home;
import io.tributary.runtime.InsurerHome;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator finds rejected records, sees what is wrong, mends the definition, and sends them again. */
class RejectedCommandTest {

    private static final long READ = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

    @TempDir
    Path folder;

    private static EmbeddedMongo mongo;
    private static EmbeddedSqs sqs;
    private static MongoClient client;

    Path home;
    MongoDatabase database;

    @BeforeAll
    static void start() {
        mongo = new EmbeddedMongo(0);
        sqs = new EmbeddedSqs(0);
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        sqs.close();
        mongo.close();
    }

    @BeforeEach
    void fill() throws IOException {
        database = client.getDatabase("tributary");
        database.drop();
        new RejectedRecords(rejected(), Clock.systemUTC())
                .store(
                        "pas-policies",
                        0,
                        List.of(record(0, "P-1", "2024-02-29"), record(1, "P-2", "2024-03-01"), unreadable(2)));
        home = InsurerHome.create(folder.resolve("home"));
        Files.writeString(
                home.resolve("application.properties"),
                "tributary.mongodb.uri=" + mongo.uri() + "\ntributary.sqs.endpoint=" + sqs.endpoint() + "\n",
                StandardOpenOption.APPEND);
    }

    @Test
    void list_counts_by_mistake_and_names_the_newest() {
        Invoked list = rejected("list", "--reason", "italian");
        assertThat(list.exit()).isEqualTo(1);
        assertThat(list.out().lines())
                .startsWith(
                        "2 rejected",
                        "        2  pas.policy, policies: startsOn: '…' is no Italian date such as 1 marzo 2024")
                .contains("    startsOn: '2024-02-29' is no Italian date such as 1 marzo 2024")
                .anySatisfy(
                        line -> assertThat(line).startsWith("  " + id(0) + "  ").endsWith("  policies.csv:2"));
        assertThat(rejected("list", "--count").out().lines()).hasSize(3);
        assertThat(rejected("list", "--topic", "other"))
                .isEqualTo(new Invoked(0, "no rejected records" + System.lineSeparator(), ""));
        assertThat(rejected("list", "--since", "1h", "--until", "2020-01-31").exit())
                .isZero();
        assertThat(rejected("list", "--since", "yesterday").err()).contains("--since: 'yesterday' is no time such as");
    }

    @Test
    void json_says_the_same() throws IOException {
        JsonNode list = new ObjectMapper().readTree(rejected("list", "--json").out());
        assertThat(list.path("rejected").asInt()).isEqualTo(3);
        assertThat(list.at("/groups/0/records").asInt()).isEqualTo(2);
        assertThat(list.path("records")).hasSize(3);
        JsonNode record = new ObjectMapper()
                .readTree(rejected("show", id(0), "--json").out())
                .path(0);
        assertThat(record.at("/values/POLIZZA").asText()).isEqualTo("P-1");
        assertThat(record.path("sequence").asLong()).isEqualTo(READ);
    }

    @Test
    void show_says_everything() {
        Invoked show = rejected("show", id(0));
        assertThat(show.exit()).isZero();
        assertThat(show.out())
                .startsWith(id(0))
                .contains(
                        "reason     startsOn: '2024-02-29' is no Italian date such as 1 marzo 2024",
                        "topic      pas.policy, rejected by projection policies",
                        "source     pas-policies, policies.csv:2",
                        "(read sequence " + READ + ")",
                        "DECORRENZA: 2024-02-29");
        Invoked none = rejected("show", "policies:nobody:1");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).startsWith("there is no rejected record policies:nobody:1");
    }

    @Test
    void a_dry_run_sends_nothing_and_says_what_the_definition_would_take() throws IOException {
        Invoked before = rejected("replay", "--all", "--dry-run");
        assertThat(before.exit()).isEqualTo(1);
        assertThat(before.out().lines())
                .contains("0 would pass, 2 would be rejected again")
                .anySatisfy(
                        line -> assertThat(line).startsWith("        1  not sent: could not be split into columns"));
        mend();
        assertThat(rejected("replay", "--reason", "italian", "--dry-run"))
                .isEqualTo(new Invoked(0, "2 would pass, 0 would be rejected again" + System.lineSeparator(), ""));
        assertThat(rejected().countDocuments(new Document("replayedAt", new Document("$exists", true))))
                .isZero();
    }

    @Test
    void after_the_definition_is_mended_a_replay_brings_the_records_into_the_projection() throws Exception {
        mend();
        Settings settings = Settings.of(home)
                .with(Map.of(Setting.ROLES, "updater", Setting.HTTP_PORT, "0", Setting.QUEUES_WAIT_TIME, "1s"));
        try (TributaryProcess process = TributaryProcess.start(Home.of(home), settings, AgentProgress.NONE)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> process.queues().depth("pas-policy"));
            Invoked replay = rejected("replay", "--source", "pas-policies");
            assertThat(replay.out()).startsWith("2 records sent again");
            assertThat(replay.exit()).as("the unreadable one is not sent").isEqualTo(1);
            await().atMost(Duration.ofSeconds(30)).until(() -> rejected().countDocuments() == 1);
            assertThat(database.getCollection("policies").find().map(policy -> policy.get("_id")))
                    .containsExactlyInAnyOrder("P-1", "P-2");
            assertThat(process.accounts()
                            .totals()
                            .get("pas.policy")
                            .get("policies")
                            .written())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_queue_that_is_not_there_is_said_and_nothing_is_lost() throws IOException {
        rewrite("transformers/projections/policies.yaml", "pas.policy", "pas.contract");
        rejected().updateMany(new Document(), new Document("$set", new Document("topic", "pas.contract")));
        Invoked replay = rejected("replay", "--source", "pas-policies");
        assertThat(replay.exit()).isEqualTo(1);
        assertThat(replay.err())
                .startsWith("2 were not sent and stay as they are: ")
                .contains("pas-contract");
        assertThat(rejected().countDocuments()).isEqualTo(3);
    }

    @Test
    void what_changes_something_wants_to_know_which_records() {
        for (String command : List.of("replay", "drop")) {
            Invoked vague = rejected(command);
            assertThat(vague.exit()).isEqualTo(2);
            assertThat(vague.err()).startsWith("say which records: their ids, filters such as --topic, or --all");
        }
    }

    @Test
    void a_drop_is_asked_for_twice_and_prints_what_it_forgets() throws IOException {
        assertThat(rejected("drop", "--all"))
                .isEqualTo(new Invoked(2, "", "3 records would be dropped; --yes does it" + System.lineSeparator()));
        Invoked drop = rejected("drop", id(1), "--yes");
        assertThat(drop.exit()).isZero();
        assertThat(new ObjectMapper().readTree(drop.out()).at("/values/POLIZZA").asText())
                .isEqualTo("P-2");
        assertThat(drop.err()).startsWith("1 dropped");
        assertThat(rejected().countDocuments()).isEqualTo(2);
    }

    @Test
    void without_an_address_the_setting_is_named() throws IOException {
        Files.writeString(home.resolve("application.properties"), "");
        assertThat(rejected("list").err()).startsWith("rejected works on a running system: set MONGODB_URI");
        assertThat(rejected("replay", "--all").err())
                .startsWith("rejected replay works on a running system: set TRIBUTARY_MONGODB_URI");
    }

    private void rewrite(String name, String before, String after) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    /** The source writes its dates as ISO 8601 now. */
    private void mend() throws IOException {
        Path file = home.resolve("transformers/projections/policies.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("tests:")).replace(", cast: italianDate", ""));
    }

    private static RejectedRecord record(int row, String policy, String start) {
        return new RejectedRecord(
                "pas.policy",
                "policies",
                "pas-policies",
                "policies.csv",
                row + 2,
                READ + row,
                Operation.UPSERT,
                RejectedRecord.Cause.CAST,
                "startsOn: '" + start + "' is no Italian date such as 1 marzo 2024",
                Map.of("POLIZZA", policy, "CONTRAENTE", "7", "DECORRENZA", start, "PREMIO", "350,50"));
    }

    private static RejectedRecord unreadable(int row) {
        return new RejectedRecord(
                "pas.policy",
                "policies",
                "pas-policies",
                "policies.csv",
                row + 2,
                READ + row,
                Operation.UPSERT,
                RejectedRecord.Cause.UNREADABLE,
                "1 values where the header names 4 columns",
                Map.of("text", "what is this"));
    }

    private static String id(int row) {
        return "policies:pas-policies:" + (READ + row);
    }

    private MongoCollection<Document> rejected() {
        return database.getCollection("tributary_rejected");
    }

    private Invoked rejected(String command, String... more) {
        String[] arguments = {"rejected", command, "--home", home.toString()};
        return Invoked.run(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
    }
}

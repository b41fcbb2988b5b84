package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tributary.projection.MessageFailures;
import io.tributary.queue.MessageFailure;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsCosts;
import io.tributary.record.Names;
import io.tributary.record.PackedText;
import io.tributary.runtime.InsurerHome;
import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** dead-letters lists what there is, shows why, sends it back, or drops it into a file; it never makes a queue. */
class DeadLettersCommandTest {

    private static final String QUEUE = "pas-holder";
    private static final String GOOD = "{\"ID\": 7, \"NAME\": \"Ada\"}";
    private static final String BAD = "no JSON";

    @TempDir
    Path folder;

    Path home;
    EmbeddedMongo mongo;
    EmbeddedSqs server;
    MongoClient client;
    SqsClient sqs;
    Queues queues;

    @BeforeEach
    void start() throws Exception {
        mongo = new EmbeddedMongo(0);
        server = new EmbeddedSqs(0);
        client = MongoClients.create(mongo.uri());
        sqs = SqsClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_SOUTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
        QueueSettings settings =
                new QueueSettings(true, 2, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofDays(14));
        queues = new Queues(sqs, new Names(""), settings, new SqsCosts());
        home = InsurerHome.create(folder.resolve("home"));
        Files.writeString(
                home.resolve("application.properties"),
                "tributary.mongodb.uri=" + mongo.uri() + "\ntributary.sqs.endpoint=" + server.endpoint() + "\n",
                StandardOpenOption.APPEND);
    }

    @AfterEach
    void stop() {
        sqs.close();
        client.close();
        server.close();
        mongo.close();
    }

    @Test
    void without_dead_letters_list_is_0_and_makes_no_queue() {
        assertThat(run("list")).isEqualTo(new Invoked(0, "no dead letters" + System.lineSeparator(), ""));
        assertThat(sqs.listQueues().queueUrls()).isEmpty();
    }

    @Test
    void list_warns_of_a_queue_without_a_redrive_policy() {
        sqs.createQueue(r -> r.queueName(QUEUE));
        Invoked listed = run("list");
        assertThat(listed.exit()).isZero();
        assertThat(listed.err()).startsWith("warning: queue pas-holder has no redrive policy");
    }

    @Test
    void list_counts_per_queue_and_with_a_queue_says_why() throws Exception {
        String bad = die(BAD);
        String good = die(GOOD);
        new MessageFailures(
                        client.getDatabase("tributary").getCollection("tributary_failures"),
                        Duration.ofDays(15),
                        "host-1")
                .add(new MessageFailure(
                        QUEUE, bad, Instant.now(), 1, "MessageFormatException", "no JSON at all", Instant.now()));
        Invoked all = run("list");
        assertThat(all.exit()).isEqualTo(1);
        assertThat(all.out()).startsWith("pas-holder: 2 dead letters in pas-holder-dead, the oldest sent ");
        assertThat(run("list", "--queue", "pas.holder").out())
                .contains("  " + bad + "  sent ", "received", ": no JSON at all")
                .contains("  " + good + "  sent ", "no reason is stored");
        JsonNode json =
                json(run("list", "--json", "--queue", "pas-holder-dead").out()).path(0);
        assertThat(json.path("deadLetters").asInt()).isEqualTo(2);
        assertThat(json.path("messages")).hasSize(2);
        assertThat(json.findValuesAsText("reason")).containsExactly("no JSON at all");
    }

    @Test
    void show_decodes_what_the_message_holds() throws Exception {
        String good = die(GOOD);
        String bad = die(BAD);
        JsonNode shown = json(run("show", QUEUE, good, "--json").out());
        assertThat(shown.at("/holds/topic").asText()).isEqualTo("pas.holder");
        assertThat(shown.at("/holds/first/0/values/NAME").asText()).isEqualTo("Ada");
        Invoked unreadable = run("show", QUEUE, bad);
        assertThat(unreadable.exit()).isZero();
        assertThat(unreadable.out()).contains("message " + bad + " of queue pas-holder", "no JSON that can be read");
        assertThat(run("show", QUEUE, "another"))
                .isEqualTo(new Invoked(
                        1,
                        "",
                        "there is no message another among the dead letters of pas-holder" + System.lineSeparator()));
    }

    @Test
    void show_unpacks_what_was_told_to_projection_changes() throws Exception {
        String told = "{\"projection\":\"holders\",\"since\":1769850000000,\"changes\":["
                + String.join(",", Collections.nCopies(50, "{\"key\":[\"7\"]}")) + "]}";
        String body = PackedText.pack(told.getBytes(StandardCharsets.UTF_8));
        assertThat(PackedText.isPacked(body)).isTrue();
        String queue = new Names("").projectionChangesQueue();
        assertThat(json(run("show", queue, die(queue, body), "--json").out()).at("/holds"))
                .isEqualTo(json(told));
    }

    @Test
    void replay_sends_back_what_can_be_read_and_leaves_the_rest() {
        die(GOOD);
        String bad = die(BAD);
        Invoked replayed = run("replay", QUEUE, "--all");
        assertThat(replayed.exit()).isEqualTo(1);
        assertThat(replayed.out()).isEqualTo("pas-holder: 1 message replayed, 1 left" + System.lineSeparator());
        assertThat(replayed.err()).startsWith("message " + bad + " stays: it would fail again: ");
        List<Message> back =
                sqs.receiveMessage(r -> r.queueUrl(queues.url(QUEUE))).messages();
        assertThat(back).singleElement().satisfies(message -> assertThat(message.body())
                .as("with its version")
                .contains("\"tributary\":1", "Ada"));
        assertThat(queues.depth("pas-holder-dead").waiting()).isEqualTo(1);
    }

    @Test
    void replay_of_one_leaves_the_others_and_one_that_is_not_there_is_named() {
        String one = die(GOOD);
        die(GOOD);
        assertThat(run("replay", QUEUE, one).exit()).isZero();
        assertThat(queues.depth("pas-holder-dead").waiting()).isEqualTo(1);
        Invoked missing = run("replay", QUEUE, one);
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("message " + one + " is not among the dead letters of pas-holder");
    }

    @Test
    void drop_writes_what_it_deletes_and_needs_a_yes() throws Exception {
        String bad = die(BAD);
        Invoked unsure = run("drop", QUEUE, "--all");
        assertThat(unsure.exit()).isEqualTo(2);
        assertThat(unsure.err()).contains("--yes");
        assertThat(queues.depth("pas-holder-dead").waiting()).isEqualTo(1);

        Path file = folder.resolve("dropped.jsonl");
        Invoked dropped = run("drop", QUEUE, bad, "--yes", "--to", file.toString());
        assertThat(dropped).isEqualTo(new Invoked(0, "", "pas-holder: 1 dead letter dropped" + System.lineSeparator()));
        JsonNode line = json(Files.readString(file));
        assertThat(line.path("id").asText()).isEqualTo(bad);
        assertThat(line.path("body").asText()).isEqualTo(BAD);
        assertThat(queues.depth("pas-holder-dead").total()).isZero();
    }

    @Test
    void what_cannot_be_written_is_not_dropped() {
        die(BAD);
        Invoked dropped = run(
                "drop",
                QUEUE,
                "--all",
                "--yes",
                "--to",
                folder.resolve("absent/dropped.jsonl").toString());
        assertThat(dropped.exit()).isEqualTo(2);
        assertThat(queues.depth("pas-holder-dead").waiting()).isEqualTo(1);
    }

    @Test
    void an_unknown_queue_names_the_nearest_and_ids_or_all_are_needed() {
        assertThat(run("list", "--queue", "pas-holdr").err())
                .isEqualTo("'pas-holdr' is no queue of this home; did you mean 'pas-holder'?" + System.lineSeparator());
        assertThat(run("replay", QUEUE)).extracting(Invoked::exit).isEqualTo(2);
        assertThat(run("replay", QUEUE).err()).contains("give ids of messages, or --all");
    }

    @Test
    void without_its_database_it_works_and_says_that_reasons_are_missing() throws Exception {
        die(GOOD);
        Files.writeString(
                home.resolve("application.properties"),
                "tributary.mongodb.uri=mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200\ntributary.sqs.endpoint="
                        + server.endpoint() + "\n");
        Invoked listed = run("list", "--queue", QUEUE);
        assertThat(listed.exit()).isEqualTo(1);
        assertThat(listed.err()).contains("note: reasons are not shown: mongodb://127.0.0.1:1 does not answer");
    }

    private Invoked run(String... arguments) {
        return Invoked.run(Stream.of(
                        Stream.of("dead-letters", arguments[0], "--home", home.toString()),
                        Stream.of(arguments).skip(1))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    /** Sends a message and receives it too often; returns its id. */
    private String die(String body) {
        return die(QUEUE, body);
    }

    private String die(String queue, String body) {
        String url = queues.url(queue);
        String id = sqs.sendMessage(r -> r.queueUrl(url).messageBody(body)).messageId();
        while (queues.depth(queue).total() > 0) {
            sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0));
        }
        return id;
    }
}

package io.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.docs.Captured;
import io.tributary.projection.Account;
import io.tributary.projection.Meta;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** I6, I9: what a message holds is stored as it is under its key, or kept as rejected or dead with a reason; it steers nothing. */
@Timeout(300)
class HostileRecordsTest {

    private static final String TOPIC = "app.words";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What no segment of a path can be: routers and clients take it out (RFC 3986, 5.2.4). */
    private static final List<String> NO_SEGMENT = List.of("", ".", "..");

    private static final List<String> KEYS = List.of(
            "",
            "$where",
            "$ne",
            "{\"$gt\":\"\"}",
            "a.b",
            ".",
            "..",
            "../../etc/passwd",
            "a/b",
            "//",
            "\\",
            "\u0000",
            "a\u0000b",
            "\u0001\n\r\t\u007F\u0085\u2028\uFFFE\uFFFF",
            " ",
            "  padded  ",
            "%2F",
            "%",
            "+",
            "a,b",
            "?x=1&y#z",
            "\uD83D\uDE00\u0301é",
            "\u202Egnp.exe",
            "_id",
            "_meta",
            "__proto__",
            "${jndi:ldap://127.0.0.1/x}",
            "k".repeat(1_000),
            "€".repeat(300));

    private static Engines engines;

    @TempDir
    Path dir;

    private Deployment deployment;
    private TributaryProcess process;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(HostileRecordsTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @BeforeEach
    void start() throws Exception {
        Path home = dir.resolve("home");
        Files.writeString(
                Files.createDirectories(home.resolve("transformers/projections"))
                        .resolve("words.yaml"),
                """
                projection: words
                topic: app.words
                key: word
                fields:
                  word: { type: string, trim: false }
                  n: long
                  extra: object
                """);
        deployment = new Deployment(
                Home.of(home),
                engines,
                Map.of(
                        Setting.QUEUES_MAX_RECEIVE_COUNT, "2",
                        Setting.QUEUES_VISIBILITY_TIMEOUT, "2s",
                        Setting.MESSAGES_MAX_BYTES, "1000000"));
        process = deployment.start("updater,api");
    }

    @AfterEach
    void close() throws Exception {
        deployment.close();
    }

    private void send(Map<String, Object> record) throws Exception {
        deployment.send(TOPIC, escaped(JSON.writeValueAsString(record)));
    }

    /** Outside of ASCII, and what XML does not take, as JSON's escapes. */
    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder();
        for (char c : json.toCharArray()) {
            escaped.append(c < 0x7F ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04X", (int) c));
        }
        return escaped.toString();
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.httpPort() + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }

    @Test
    @Attack(
            kind = Kind.NAMES,
            by =
                    "keys with $, dots, slashes, NUL, control characters, blanks, emoji, of 1,000 characters, and those named _id,"
                            + " .. or ${...}",
            then =
                    "are stored under exactly that key and read back through the API, percent-encoded in the path and as a"
                            + " filter")
    void any_text_is_a_key_and_is_read_back() throws Exception {
        for (int i = 0; i < KEYS.size(); i++) {
            send(Map.of("word", KEYS.get(i), "n", i));
        }
        deployment.awaitIdle();
        assertThat(deployment.documents("words"))
                .extracting(word -> word.get("_id"))
                .containsExactlyInAnyOrderElementsOf(KEYS);
        for (int i = 0; i < KEYS.size(); i++) {
            String key = KEYS.get(i);
            HttpResponse<String> filtered = get("/projections/words?word=" + percentEncoded(key));
            assertThat(JSON.readTree(filtered.body()).at("/items/0/n").asInt(-1))
                    .as("filter %s: %s", key, filtered.body())
                    .isEqualTo(i);
            HttpResponse<String> one = get("/projections/words/" + percentEncoded(key));
            if (!NO_SEGMENT.contains(key)) {
                assertThat(JSON.readTree(one.body()).path("n").asInt(-1))
                        .as("key %s: %s", key, one.body())
                        .isEqualTo(i);
            }
        }
        assertThat(deployment.deadLetters()).isZero();
    }

    @Test
    @Attack(
            kind = Kind.NAMES,
            by = "a record with fields $where, $set, _id, _meta, a.b, __proto__",
            then = "is written with the fields of its definition alone; Tributary's own are not overwritten")
    void fields_that_the_definition_does_not_name_reach_nothing() throws Exception {
        Map<String, Object> record = new HashMap<>();
        for (String name : List.of("$where", "$set", "_id", "_meta", "_meta.revision", "a.b", "__proto__", "")) {
            record.put(name, Map.of("revision", "forged", "$gt", 1));
        }
        record.put("word", "good");
        record.put("n", 7);
        send(record);
        send(Map.of("word", "bad", "extra", Map.of("$where", "1")));
        send(Map.of("word", "also bad", "extra", Map.of("a", List.of(Map.of("b.c", 1)))));
        deployment.awaitIdle();
        assertThat(deployment.documents("words")).singleElement().satisfies(word -> {
            assertThat(word.keySet()).containsExactlyInAnyOrder("_id", "word", "n", Meta.META);
            assertThat(word.get("_id")).isEqualTo("good");
            assertThat(word.get(Meta.META, Document.class).get(Meta.REVISION)).isInstanceOf(ObjectId.class);
        });
        assertThat(rejected()).hasSize(2).anySatisfy(one -> assertThat(one.getString("reason"))
                .contains("holds the name '$where'"));
        assertThat(deployment.accounts()).containsEntry(TOPIC, new Account(1, 0, 0, 2));
    }

    @Test
    @Attack(
            kind = Kind.HANDLES,
            by =
                    "message attributes CamelAwsSqsReceiptHandle, CamelFileName, CamelBeanMethodName ... and body fields of these"
                            + " names (CVE-2026-46456)",
            then =
                    "steer nothing: the record is written, the message is deleted by the handle of its own delivery, and no"
                            + " other message is")
    void forged_handles_do_not_keep_a_message_nor_delete_another() throws Exception {
        String url = deployment.queues().url(deployment.names().topicQueue(TOPIC));
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        Map<String, Object> record = new HashMap<>(Map.of("word", "sent", "n", 1));
        for (String name : List.of(
                "CamelAwsSqsReceiptHandle",
                "CamelAwsSqsQueueUrl",
                "CamelFileName",
                "CamelBeanMethodName",
                "CamelMongoDbCollection",
                "CamelMongoDbOperationType",
                "tributaryMoveTo",
                "ReceiptHandle")) {
            attributes.put(
                    name,
                    MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("forged")
                            .build());
            record.put(name, "forged");
        }
        String body = JSON.writeValueAsString(record);
        deployment.sqs().sendMessage(r -> r.queueUrl(url).messageBody(body).messageAttributes(attributes));
        send(Map.of("word", "other", "n", 2));
        deployment.awaitIdle();
        assertThat(deployment.documents("words"))
                .extracting(word -> word.get("_id"))
                .containsExactlyInAnyOrder("sent", "other");
        assertThat(deployment.deadLetters()).isZero();
        assertThat(deployment.accounts()).containsEntry(TOPIC, new Account(2, 0, 0, 0));
    }

    @Test
    @Attack(
            kind = Kind.BOMBS,
            by = "a bomb between good messages",
            then = "ends as a dead letter, with the limit and its setting in the log; the others are written")
    void a_bomb_is_a_dead_letter_and_the_others_go_on() throws Exception {
        try (Captured log = new Captured()) {
            send(Map.of("word", "before"));
            deployment.send(TOPIC, bomb());
            send(Map.of("word", "after"));
            deployment.awaitIdle();
            assertThat(deployment.deadLetters(deployment.names().topicQueue(TOPIC)))
                    .isEqualTo(1);
            assertThat(deployment.documents("words")).hasSize(2);
            assertThat(log.lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("WARN queue " + deployment.names().topicQueue(TOPIC) + ": message ")
                    .contains("more than 1000000 bytes of text (tributary.messages.max-decompressed-bytes)"));
        }
    }

    @Test
    @Attack(
            kind = Kind.NAMES,
            by = "half of a surrogate pair in a key or a value, beside good records",
            then = "ends as a rejected record whose values are kept as they came; nothing waits behind it")
    void halves_of_surrogate_pairs_end_as_rejected_records() throws Exception {
        send(Map.of("word", "\uD83D", "n", 1));
        send(Map.of("word", "x", "extra", Map.of("a", "\uDE00")));
        send(Map.of("word", "good", "n", 2));
        deployment.awaitIdle();
        assertThat(deployment.documents("words"))
                .extracting(word -> word.get("_id"))
                .containsExactly("good");
        assertThat(rejected())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.getString("reason")).contains("half of a surrogate pair"))
                .anySatisfy(one -> assertThat(JSON.readTree(one.getString("values"))
                                .path("word")
                                .asText())
                        .isEqualTo("\uD83D"));
        assertThat(deployment.deadLetters()).isZero();
    }

    private List<Document> rejected() {
        return deployment
                .database()
                .getCollection(deployment.names().rejectedCollection())
                .find()
                .into(new java.util.ArrayList<>());
    }

    private static String bomb() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"word\":\"".getBytes(StandardCharsets.US_ASCII));
            byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                gzip.write(part);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}

package io.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.docs.Captured;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may not use a server is told which server and which setting; nothing is lost meanwhile, and no secret is told. */
@Timeout(300)
class HostileCredentialsTest {

    private static final String SECRET = "s3cr3t-0f-n0b0dy";

    private static Engines engines;

    @TempDir
    Path dir;

    private Deployment deployment;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(HostileCredentialsTest.class);
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
                "projection: words\ntopic: app.words\nkey: word\nfields: { word: string }\n");
        deployment = new Deployment(Home.of(home), engines, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        deployment.close();
    }

    private static String get(TributaryProcess process, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + process.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .replace("\\", "");
    }

    @Test
    @Attack(
            kind = Kind.CREDENTIALS,
            by = "a wrong user or password for MongoDB",
            then = "keeps the messages and tries on; log, health and API name the server and tributary.mongodb.uri; the"
                    + " password is nowhere")
    void mongodb_refuses() throws Exception {
        deployment.send("app.words", "{\"word\":\"kept\"}");
        String uri = engines.mongoUri().replaceFirst("//", "//nobody:" + SECRET + "@");
        try (Captured log = new Captured()) {
            TributaryProcess process = deployment.start("updater,api", Map.of(Setting.MONGODB_URI, uri));
            PipelineFixture.await().until(() -> get(process, "/observe/health").contains("processing of queue"));
            String health = get(process, "/observe/health");
            String answer = get(process, "/projections/words");
            assertThat(health)
                    .contains("MongoDB")
                    .contains("tributary.mongodb.uri")
                    .doesNotContain(SECRET);
            assertThat(answer).contains("\"status\":503").doesNotContain(SECRET);
            assertThat(log.lines()).noneMatch(line -> line.contains(SECRET)).anySatisfy(line -> assertThat(line)
                    .startsWith("WARN processing of queue ")
                    .contains("tributary.mongodb.uri"));
            deployment.stop(process);
        }
        deployment.start("updater");
        deployment.awaitIdle();
        assertThat(deployment.documents("words")).hasSize(1);
        assertThat(deployment.deadLetters()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDenied", "InvalidClientTokenId"})
    @Attack(
            kind = Kind.CREDENTIALS,
            by = "a wrong key for SQS, or one that may not use a queue",
            then =
                    "makes the routes wait and try on; log and health name the server, the queue and what to look at; the read"
                            + " API goes on")
    void sqs_refuses(String code) throws Exception {
        HttpServer stub = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        stub.createContext("/", exchange -> {
            byte[] answer = ("{\"__type\":\"com.amazonaws.sqs#" + code + "\",\"message\":\"you may not\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        stub.start();
        String address = "http://127.0.0.1:" + stub.getAddress().getPort();
        try (Captured log = new Captured()) {
            TributaryProcess process = deployment.start("updater,api", Map.of(Setting.SQS_ENDPOINT, address));
            PipelineFixture.await().until(() -> get(process, "/observe/health").contains("you may not"));
            assertThat(get(process, "/observe/health")).contains(address).contains("app-words");
            assertThat(get(process, "/projections/words")).isEqualTo("{\"items\":[]}");
            assertThat(log.lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("WARN receiving from queue ")
                    .contains(address)
                    .contains("you may not")
                    .contains("tributary.sqs.endpoint")
                    .contains("AWS_ACCESS_KEY_ID"));
            deployment.stop(process);
        } finally {
            stub.stop(0);
        }
    }
}

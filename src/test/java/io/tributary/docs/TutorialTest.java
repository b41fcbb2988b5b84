package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.agent.AgentProgress;
import io.tributary.command.Tributary;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The walkthrough of README, done word by word: every file, every command, every answer. */
class TutorialTest {

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);
    private static final String CHECK = "java -jar target/tributary.jar check --home home";
    private static final String RUN = "java -jar target/tributary.jar run --home home";
    private static final String CURL = "curl -s 'http://localhost:8080";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable TributaryProcess process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.servers().database().drop();
            process.close();
        }
    }

    @Test
    void every_step_of_the_readme_works_as_it_is_written() throws Exception {
        Files.createDirectories(folder.resolve("home/drop"));
        List<Tutorial.Step> steps = Tutorial.steps(Files.readString(Path.of("README.md")));
        for (Tutorial.Step step : steps) {
            if (step instanceof Tutorial.File file) {
                write(file);
            } else if (step instanceof Tutorial.Command command) {
                run(command);
            }
        }
        assertThat(steps).as("README still has its walkthrough").hasSizeGreaterThan(10);
        assertThat(rejected()).containsExactly("soldOn: '31/02/2024' is not a date of the form dd/MM/yyyy");
    }

    /** Paths of the text are relative to where it is read; those in settings become absolute. */
    private void write(Tutorial.File file) throws IOException {
        Path path = folder.resolve(file.path());
        Files.createDirectories(path.getParent());
        boolean settings = file.path().endsWith(".properties");
        Files.writeString(path, settings ? file.content().replace("=home/", "=" + folder + "/home/") : file.content());
    }

    private void run(Tutorial.Command command) throws Exception {
        if (command.line().equals(CHECK)) {
            check(command.output());
        } else if (command.line().equals(RUN)) {
            start();
        } else if (command.line().startsWith(CURL)) {
            curl(command.line().substring(CURL.length()).replaceAll("'$", ""), command.output());
        } else {
            throw new IllegalArgumentException("README has a command that this test does not know: " + command.line());
        }
    }

    private void check(String output) {
        StringWriter printed = new StringWriter();
        CommandLine commands =
                Tributary.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));
        Path home = folder.resolve("home");
        assertThat(commands.execute("check", "--home", home.toString()))
                .as(printed.toString())
                .isZero();
        assertThat(printed.toString().strip()).isEqualTo(output.replaceFirst("^home", home.toString()));
    }

    private void start() throws Exception {
        Home home = Home.of(folder.resolve("home"));
        Settings settings = Settings.of(home.dir())
                .with(Map.of(
                        Setting.HTTP_PORT, "0",
                        Setting.HTTP_HOST, "127.0.0.1",
                        Setting.MONGODB_DATABASE,
                                "tutorial_" + UUID.randomUUID().toString().replace("-", "")));
        process = TributaryProcess.start(home, settings, AgentProgress.NONE);
    }

    private void curl(String path, String output) throws IOException {
        JsonNode expected = JSON.readTree(output);
        await().atMost(SHOWN_WITHIN).untilAsserted(() -> {
            String answer = http.send(request(path), BodyHandlers.ofString()).body();
            assertThat(JSON.readTree(answer)).as(path).isEqualTo(expected);
        });
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running().httpPort() + path))
                .build();
    }

    private List<String> rejected() {
        return running()
                .servers()
                .database()
                .getCollection(running().names().rejectedCollection())
                .find()
                .map((Document record) -> record.getString("reason"))
                .into(new java.util.ArrayList<>());
    }

    private TributaryProcess running() {
        if (process == null) {
            throw new IllegalStateException("README asks before it says how to run");
        }
        return process;
    }
}

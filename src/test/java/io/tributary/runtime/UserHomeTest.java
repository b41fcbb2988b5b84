package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tributary.agent.AgentProgress;
import io.tributary.cast.DefinitionTests;
import io.tributary.queue.SqsBatchEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's home adds an agent, a projection, a cast, a view and a route, and replaces one of ours, without a file of ours being touched. */
class UserHomeTest {

    @TempDir
    Path folder;

    Path dir;
    TributaryProcess process;

    @BeforeEach
    void start() throws Exception {
        dir = InsurerHome.create(folder.resolve("home"));
        // From another current directory, and by a relative path: what is in the home has to be found all the same.
        Home home = Home.of(Path.of("").toAbsolutePath().relativize(dir));
        Settings settings = Settings.of(home.dir(), Map.of(), new Properties())
                .with(Map.of(Setting.HTTP_PORT, "0", Setting.QUEUES_WAIT_TIME, "1s"));
        process = TributaryProcess.start(home, settings, AgentProgress.NONE);
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void a_home_of_ones_own_lies_over_ours() throws Exception {
        InsurerHome.drop(dir, "holders", "holders.csv", List.of("ID,NAME,CITY", "7,Ada Bianchi,Torino"));
        InsurerHome.drop(
                dir,
                "policies",
                "policies.csv",
                List.of(
                        "POLIZZA;CONTRAENTE;DECORRENZA;PREMIO",
                        "P-1;7;29 febbraio 2024;350,50",
                        "P-2;7;31 febbraio 2024;99,00"));

        Document view = awaitView("P-1");
        assertThat(view.get("holder", Document.class).getString("name")).isEqualTo("Ada Bianchi");
        assertThat(view.getDate("startsOn")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));

        assertThat(get("/single-views/policy_overview/P-1"))
                .isEqualTo("{\"policyNumber\":\"P-1\",\"startsOn\":\"2024-02-29\",\"premium\":350.50,"
                        + "\"holder\":{\"name\":\"Ada Bianchi\",\"city\":\"Torino\"}}");
        assertThat(rejected()).singleElement().satisfies(reason -> assertThat(reason)
                .isEqualTo("startsOn: '31 febbraio 2024' is no Italian date such as 1 marzo 2024"));
        await("the own route's file").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(audit())
                .anySatisfy(text -> assertThat(text).contains("\"projection\":\"policies\"", "\"P-1\"")));
        assertThat(get("/observe/metrics"))
                .as("the step that the replaced route has more than ours")
                .contains("insurer_intakes_total{", "topic=\"pas.policy\"");
    }

    @Test
    void the_sample_home_is_not_there() {
        assertThat(process.definitions().projections()).containsOnlyKeys("holders", "policies");
        assertThat(process.definitions().views()).containsOnlyKeys("policy_overview");
        assertThat(process.camel().getRoutes().stream()
                        .map(route -> route.getRouteId())
                        .filter(id -> !id.startsWith("api-")))
                .containsExactlyInAnyOrder(
                        "holders",
                        "policies",
                        "audit",
                        "projection-updater-pas.holder",
                        "projection-updater-pas.policy",
                        "affected-views",
                        "view-builder-policy_overview");
    }

    @Test
    void routes_keep_the_pace_of_the_settings_and_only_builders_take_turns() {
        assertThat(List.of("projection-updater-pas.policy", "affected-views", "view-builder-policy_overview"))
                .map(route -> (SqsBatchEndpoint) process.camel().getRoute(route).getEndpoint())
                .extracting(SqsBatchEndpoint::pace, SqsBatchEndpoint::inTurn)
                .containsExactly(tuple(50, false), tuple(50, false), tuple(100, true));
    }

    @Test
    void the_home_passes_its_own_tests() throws Exception {
        Home home = Home.of(dir);
        HomeCheck check = new HomeCheck(home, EnumSet.allOf(Role.class));
        assertThat(check.problems()).isEmpty();
        assertThat(check.missingValues(Settings.of(dir))).isEmpty();
        assertThat(check.topicsWithoutProjection(home.definitions())).isEmpty();
        assertThat(DefinitionTests.run(home.definitions(), home.casts()))
                .hasSize(2)
                .allMatch(it -> it.passed());
    }

    private Document awaitView(String id) {
        return await("view " + id)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> process.servers()
                                .database()
                                .getCollection("policy_overview")
                                .find(new Document("_id", id))
                                .first(),
                        view -> view != null
                                && view.get("holder", new Document()).containsKey("name"));
    }

    private List<String> rejected() {
        return process.servers()
                .database()
                .getCollection(process.names().rejectedCollection())
                .find()
                .map(document -> document.getString("reason"))
                .into(new java.util.ArrayList<>());
    }

    private List<String> audit() throws IOException {
        try (Stream<Path> files = Files.list(Files.createDirectories(dir.resolve("audit")))) {
            List<String> texts = new java.util.ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    private String get(String path) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + process.httpPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }
}

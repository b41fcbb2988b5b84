package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.runtime.InsurerHome;
import io.tributary.runtime.embedded.EmbeddedMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** verify says whether views equal their recomputation, which differ and in what. */
class VerifyCommandTest {

    @TempDir
    Path folder;

    Path home;
    EmbeddedMongo server;
    MongoClient client;
    MongoDatabase database;

    @BeforeEach
    void fill() throws IOException {
        server = new EmbeddedMongo(0);
        client = MongoClients.create(server.uri());
        database = client.getDatabase("tributary");
        database.getCollection("holders")
                .insertOne(Document.parse(
                        "{_id: {$numberLong: '7'}, holderId: {$numberLong: '7'}, name: 'Ada', city: 'Turin'}"));
        database.getCollection("policies")
                .insertOne(Document.parse("{_id: 'P-1', policyNumber: 'P-1', holderId: {$numberLong: '7'}}"));
        database.getCollection("policy_overview")
                .insertOne(Document.parse("{_id: 'P-1', policyNumber: 'P-1', holder: {name: 'Ada', city: 'Turin'}}"));
        home = InsurerHome.create(folder.resolve("home"));
        Files.writeString(
                home.resolve("application.properties"),
                "tributary.mongodb.uri=" + server.uri() + "\n",
                StandardOpenOption.APPEND);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void equal_views_are_0() {
        Invoked invoked = verify();
        assertThat(invoked.exit()).isZero();
        assertThat(invoked.out().lines())
                .containsExactly(
                        "policy_overview: 1 view, 0 missing, 0 surplus, 0 stale",
                        "Every view equals its recomputation.");
    }

    @Test
    void a_view_that_differs_is_1_and_named_with_the_field() {
        breakView();
        Invoked invoked = verify();
        assertThat(invoked.exit()).isEqualTo(1);
        assertThat(invoked.out().lines())
                .containsExactly(
                        "policy_overview: 1 view, 0 missing, 0 surplus, 1 stale",
                        "  policy_overview P-1 is stale: holder.name is 'Ida', recomputed 'Ada'",
                        "1 wrong; what is on its way to them is not known: set TRIBUTARY_SQS_ENDPOINT or AWS_REGION.");
    }

    @Test
    void json_says_the_same() throws IOException {
        breakView();
        Invoked invoked = verify("--json");
        JsonNode result = new ObjectMapper().readTree(invoked.out()).path(0);
        assertThat(invoked.exit()).isEqualTo(1);
        assertThat(result.path("view").asText()).isEqualTo("policy_overview");
        assertThat(result.path("views").asLong()).isEqualTo(1);
        assertThat(result.at("/differences/0/key").asText()).isEqualTo("P-1");
        assertThat(result.at("/differences/0/kind").asText()).isEqualTo("stale");
    }

    @Test
    void an_unknown_view_names_the_nearest() {
        Invoked invoked = verify("--view", "policy_overviw");
        assertThat(invoked)
                .isEqualTo(new Invoked(
                        2,
                        "",
                        "--view: 'policy_overviw' is no single view; did you mean 'policy_overview'?"
                                + System.lineSeparator()));
    }

    @Test
    void a_server_out_of_reach_is_one_line_without_the_password() throws IOException {
        Files.writeString(
                home.resolve("application.properties"), "tributary.mongodb.uri=mongodb://ada:s3cret@127.0.0.1:1/\n");
        Invoked invoked = verify();
        assertThat(invoked)
                .isEqualTo(new Invoked(
                        2,
                        "",
                        "tributary.mongodb.uri: mongodb://127.0.0.1:1 does not answer: Connection refused"
                                + System.lineSeparator()));
    }

    @Test
    void an_address_that_is_none_is_not_repeated() throws IOException {
        Files.writeString(
                home.resolve("application.properties"), "tributary.mongodb.uri=mongodb://ada:s3/cret@127.0.0.1\n");
        Invoked invoked = verify();
        assertThat(invoked.exit()).isEqualTo(2);
        assertThat(invoked.err())
                .contains("tributary.mongodb.uri is no address")
                .doesNotContain("cret", "ada");
    }

    private void breakView() {
        database.getCollection("policy_overview")
                .updateOne(new Document("_id", "P-1"), Document.parse("{$set: {'holder.name': 'Ida'}}"));
    }

    private Invoked verify(String... more) {
        String[] arguments = {"verify", "--home", home.toString(), "--patience", "0"};
        return Invoked.run(java.util.stream.Stream.of(arguments, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    }
}

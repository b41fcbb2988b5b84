package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.view.TestMongo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes that a definition asks for are made; those that it asks for no more are told apart. */
class DeclaredIndexesTest {

    private static final Duration KEEP = Duration.ofDays(15);

    private static TestMongo server;

    private MongoCollection<Document> collection;

    @BeforeAll
    static void start() {
        server = new TestMongo();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        collection = server.empty("indexes").getCollection("people");
    }

    @Test
    void declared_indexes_stand_beside_the_derived_ones_and_are_made_once() throws Exception {
        String declared = "indexes: [ { fields: [country, -since] }, { fields: name } ]\n";
        make(declared);
        make(declared);
        assertThat(names())
                .contains("tributary_country_1_since_-1", "tributary_name_1")
                .hasSize(4)
                .as("_id, tombstones, and the two");
        assertThat(keys("tributary_country_1_since_-1")).isEqualTo("[country=1, since=-1]");
    }

    @Test
    void an_index_of_the_same_fields_that_somebody_made_by_hand_does_as_well() throws Exception {
        collection.createIndex(new Document("name", 1));
        make("indexes: [ { fields: [name] } ]\n");
        assertThat(names()).contains("name_1").doesNotContain("tributary_name_1");
    }

    @Test
    void one_that_is_declared_no_more_stays() throws Exception {
        make("indexes: [ { fields: name } ]\n");
        make("");
        assertThat(names()).contains("tributary_name_1");
    }

    @Test
    void documents_expire_by_an_index_that_goes_with_the_declaration() throws Exception {
        make("expire: { field: since, after: P30D }\n");
        assertThat(seconds()).isEqualTo(Duration.ofDays(30).toSeconds());
        make("expire: { field: since, after: PT12H }\n");
        assertThat(seconds()).isEqualTo(Duration.ofHours(12).toSeconds());
        make("");
        assertThat(names()).noneMatch(name -> name.contains("expire"));
    }

    private void make(String declared) throws Exception {
        Definitions definitions = new DefinitionReader(Set.of())
                .read(
                        List.of(new DefinitionFile(
                                "projections/people.yaml",
                                "projection: people\ntopic: t.p\nkey: id\n" + declared
                                        + "fields: { id: long, name: string, country: string, since: date }\n")),
                        List.of());
        Indexes.ofProjection(ProjectionLayout.of(definitions, "people"), collection, KEEP)
                .run();
    }

    private List<String> names() {
        return collection.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>());
    }

    private String keys(String name) {
        return collection.listIndexes().into(new ArrayList<>()).stream()
                .filter(index -> index.getString("name").equals(name))
                .map(index -> index.get("key", Document.class).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + ((Number) entry.getValue()).intValue())
                        .toList()
                        .toString())
                .findFirst()
                .orElse("none");
    }

    private long seconds() {
        return collection.listIndexes().into(new ArrayList<>()).stream()
                .filter(index -> index.getString("name").equals("tributary_expire_since_1"))
                .map(index -> ((Number) index.get("expireAfterSeconds")).longValue())
                .findFirst()
                .orElse(-1L);
    }
}

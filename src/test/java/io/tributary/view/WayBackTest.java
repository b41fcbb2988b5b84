package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.projection.ProjectionChange;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way back stays bounded: keys come in chunks, and no key comes that never had a base. */
class WayBackTest {

    private static TestMongo server;
    private static ViewPlan plan;

    private MongoDatabase database;
    private final List<Collection<Key>> found = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = new TestMongo();
        Definitions definitions = new DefinitionReader(Set.of())
                .read(
                        List.of(
                                projection(
                                        "shelves",
                                        "key: [hall, row, shelf]\nfields: {hall: integer, row: integer, shelf: integer}"),
                                projection(
                                        "goods",
                                        "key: id\nfields: {id: integer, hall: integer, row: integer, shelf: integer}")),
                        List.of(new DefinitionFile("transformers/single-views/stock.yaml", """
                                view: stock
                                base: shelves
                                joins:
                                  goods: { many: goods, on: { hall: hall, row: row, shelf: shelf } }
                                fields:
                                  goods: { each: goods, fields: { id: id } }
                                """)));
        plan = new ViewPlan(definitions.view("stock"), definitions);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty("wayback");
    }

    @Test
    void a_child_that_never_moved_needs_no_query() throws Exception {
        follow(List.of(change(List.of(1), List.of(2), List.of(3))));
        assertThat(found).containsExactly(List.of(Key.of(1, 2, 3)));
    }

    @Test
    void of_all_combinations_of_a_composite_key_only_those_with_a_base_are_triggered() throws Exception {
        shelf(1, 2, 3, false);
        shelf(4, 5, 6, true);
        shelf(11, 2, 3, false);
        List<Object> ten = numbers(10);
        follow(List.of(change(ten, ten, ten)));
        assertThat(found).flatExtracting(keys -> keys).containsExactlyInAnyOrder(Key.of(1, 2, 3), Key.of(4, 5, 6));
    }

    @Test
    void a_history_of_27_000_combinations_is_looked_up_in_chunks() throws Exception {
        List<Object> thirty = numbers(30);
        IntStream.rangeClosed(1, 30).forEach(row -> IntStream.rangeClosed(1, 30).forEach(n -> shelf(7, row, n, false)));
        follow(List.of(change(thirty, thirty, thirty)));
        assertThat(found).flatExtracting(keys -> keys).hasSize(900).doesNotHaveDuplicates();
        assertThat(found).allSatisfy(keys -> assertThat(keys).hasSizeLessThanOrEqualTo(1_000));
    }

    private void follow(List<ProjectionChange> changes) throws Exception {
        new WayBack(database, new Names("")).follow(plan.node("goods"), changes, keys -> found.add(List.copyOf(keys)));
    }

    private static ProjectionChange change(List<Object> halls, List<Object> rows, List<Object> shelves) {
        return new ProjectionChange(Key.of(1), Map.of("hall", halls, "row", rows, "shelf", shelves));
    }

    private static List<Object> numbers(int count) {
        return IntStream.rangeClosed(1, count).<Object>mapToObj(n -> n).toList();
    }

    private void shelf(int hall, int row, int shelf, boolean deleted) {
        Document id = new Document("hall", hall).append("row", row).append("shelf", shelf);
        Document meta = deleted ? new Document("deletedAt", new java.util.Date()) : new Document();
        database.getCollection("shelves").insertOne(new Document("_id", id).append("_meta", meta));
    }

    private static DefinitionFile projection(String name, String rest) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: " + name + "\ntopic: t." + name + "\n" + rest + "\n");
    }
}

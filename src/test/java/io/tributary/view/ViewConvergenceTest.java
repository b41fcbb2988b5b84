package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.cast.CastRecord;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.projection.CompareAndSet;
import io.tributary.projection.ProjectionChange;
import io.tributary.projection.ProjectionLayout;
import io.tributary.projection.ProjectionWriter;
import io.tributary.record.Key;
import io.tributary.record.Names;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builders and updaters that get in each other's way, step by step (I4, I5; DESIGN.md sections 6 and 7). */
class ViewConvergenceTest {

    private static TestMongo server;
    private static Definitions definitions;

    private MongoDatabase database;
    private long sequence;

    @BeforeAll
    static void start() throws Exception {
        server = new TestMongo();
        definitions = new DefinitionReader(Set.of())
                .read(
                        List.of(
                                projection("parents", "key: id\nfields: {id: integer, name: string}"),
                                projection("lookups", "key: id\nfields: {id: integer, label: string}"),
                                projection(
                                        "children",
                                        "key: id\nfields: {id: integer, parent: integer, lookup: integer, name: string}")),
                        List.of(new DefinitionFile("transformers/single-views/families.yaml", """
                                view: families
                                base: parents
                                joins:
                                  children: { many: children, on: { id: parent } }
                                  label: { one: lookups, of: children, on: { lookup: id } }
                                fields:
                                  id: id
                                  name: name
                                  children: { each: children, fields: { id: id, name: name, label: label.label } }
                                """)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty("families");
    }

    @Test
    void a_slow_builder_with_older_data_does_not_overwrite_a_newer_view() {
        write("parents", 1, "old");
        SteppedDatabase slow = stepped();
        slow.before("bulkWrite:families", () -> {
            write("parents", 1, "new");
            builder(database).build(Set.of(Key.of(1)));
        });
        builder(slow.database()).build(Set.of(Key.of(1)));
        assertThat(slow.done()).isTrue();
        assertThat(view(1)).containsEntry("name", "new");
    }

    @Test
    void an_equal_view_is_written_again_so_that_a_slower_builder_loses() {
        // The view shows "a". A slow builder has read "b"; the source goes back to "a"; a quick builder finds the view
        // equal.
        write("parents", 1, "a");
        builder(database).build(Set.of(Key.of(1)));
        write("parents", 1, "b");
        SteppedDatabase slow = stepped();
        slow.before("bulkWrite:families", () -> {
            write("parents", 1, "a");
            builder(database).build(Set.of(Key.of(1)));
        });
        builder(slow.database()).build(Set.of(Key.of(1)));
        assertThat(slow.done()).isTrue();
        assertThat(view(1)).containsEntry("name", "a");
    }

    @Test
    void a_builder_that_lost_to_one_with_older_data_builds_again() {
        write("parents", 1, "new");
        SteppedDatabase slow = stepped();
        slow.before("bulkWrite:families", () -> {
            // Read before the parent was written, stored just now.
            Document older = new Document("_id", 1).append("name", "old").append("_meta", new Document());
            new CompareAndSet(database, "families").write(List.of(new CompareAndSet.Write(older, null)));
        });
        builder(slow.database()).build(Set.of(Key.of(1)));
        assertThat(slow.done()).isTrue();
        assertThat(view(1)).containsEntry("name", "new");
    }

    @Test
    void a_view_that_is_written_while_its_projections_are_read_is_not_overwritten() {
        write("parents", 1, "old");
        builder(database).build(Set.of(Key.of(1)));
        SteppedDatabase slow = stepped();
        slow.before("find:children", () -> {
            write("parents", 1, "new");
            builder(database).build(Set.of(Key.of(1)));
        });
        builder(slow.database()).build(Set.of(Key.of(1)));
        assertThat(slow.done()).isTrue();
        assertThat(view(1)).containsEntry("name", "new");
    }

    @Test
    void a_view_whose_base_went_while_it_was_built_does_not_come_back() {
        write("parents", 1, "a");
        SteppedDatabase slow = stepped();
        slow.before("bulkWrite:families", () -> {
            delete("parents", 1);
            builder(database).build(Set.of(Key.of(1)));
        });
        builder(slow.database()).build(Set.of(Key.of(1)));
        assertThat(slow.done()).isTrue();
        assertThat(view(1)).isNull();
    }

    @Test
    void a_child_that_moves_refreshes_both_parents() throws Exception {
        write("parents", 1, "one");
        write("parents", 2, "two");
        buildAll(child(10, 1, 5, "kid"));
        assertThat(children(1)).hasSize(1);
        buildAll(child(10, 2, 5, "kid"));
        assertThat(children(1)).isEmpty();
        assertThat(children(2)).hasSize(1);
    }

    @Test
    void both_parents_are_refreshed_when_the_writer_died_before_it_notified() throws Exception {
        write("parents", 1, "one");
        write("parents", 2, "two");
        buildAll(child(10, 1, 5, "kid"));
        // The move is written; its process dies before the notification; the message comes again and finds the very
        // version.
        CastRecord move = childRecord(10, 2, 5, "kid");
        writer("children", database).write(List.of(move), "test");
        List<ProjectionChange> redelivered =
                writer("children", database).write(List.of(move), "test").changes();
        buildAll("children", redelivered);
        assertThat(children(1)).isEmpty();
        assertThat(children(2)).hasSize(1);
    }

    @Test
    void both_parents_are_refreshed_when_a_later_equal_record_overtook_the_notification() throws Exception {
        write("parents", 1, "one");
        write("parents", 2, "two");
        buildAll(child(10, 1, 5, "kid"));
        CastRecord move = childRecord(10, 2, 5, "kid");
        CastRecord again = childRecord(10, 2, 5, "kid");
        writer("children", database).write(List.of(move), "test");
        assertThat(writer("children", database).write(List.of(again), "test").changes())
                .as("a newer record that changes nothing is silent")
                .isEmpty();
        buildAll(
                "children",
                writer("children", database).write(List.of(move), "test").changes());
        assertThat(children(1)).isEmpty();
        assertThat(children(2)).hasSize(1);
    }

    @Test
    void the_history_of_references_survives_a_race_of_two_writers() throws Exception {
        write("parents", 1, "one");
        write("parents", 2, "two");
        write("parents", 3, "three");
        buildAll(child(10, 1, 5, "kid"));
        CastRecord toTwo = childRecord(10, 2, 5, "kid");
        CastRecord toThree = childRecord(10, 3, 5, "kid");
        SteppedDatabase slow = stepped();
        slow.before("bulkWrite:children", () -> {
            writer("children", database).write(List.of(toTwo), "test");
            builder(database).build(Set.of(Key.of(1), Key.of(2)));
        });
        buildAll(
                "children",
                writer("children", slow.database())
                        .write(List.of(toThree), "test")
                        .changes());
        assertThat(slow.done()).isTrue();
        assertThat(children(2)).as("parent 2 had the child in between").isEmpty();
        assertThat(children(3)).hasSize(1);
    }

    @Test
    void a_changed_lookup_reaches_the_views_of_all_who_point_to_it() throws Exception {
        write("parents", 1, "one");
        write("lookups", 5, "red");
        buildAll(child(10, 1, 5, "kid"));
        buildAll("lookups", write("lookups", 5, "blue"));
        assertThat(children(1).get(0)).containsEntry("label", "blue");
    }

    @Test
    void missing_join_values_match_nothing() throws Exception {
        write("parents", 1, "one");
        write("lookups", 5, "red");
        child(10, 1, null, "kid");
        buildAll(child(11, null, 5, "orphan"));
        builder(database).build(Set.of(Key.of(1)));
        assertThat(children(1)).singleElement().satisfies(kid -> assertThat(kid).doesNotContainKey("label"));
    }

    @Test
    void a_chunk_that_is_made_of_too_many_documents_is_built_in_parts() {
        Set<Key> keys = new LinkedHashSet<>();
        for (int parent = 0; parent < 20; parent++) {
            write("parents", parent, "p" + parent);
            keys.add(Key.of(parent));
            for (int n = 0; n < 5; n++) {
                child(parent * 100 + n, parent, 5, "kid");
            }
        }
        new ViewBuilder(plan(), database, new Names(""), 12, Clock.systemUTC()).build(keys);
        for (int parent = 0; parent < 20; parent++) {
            assertThat(children(parent)).hasSize(5);
        }
    }

    @Test
    void a_child_that_moved_is_in_its_view_once_however_many_queries_the_children_take() throws Exception {
        List<CastRecord> parents = new ArrayList<>();
        Set<Key> keys = new LinkedHashSet<>();
        for (int parent = 0; parent < 6_000; parent++) {
            parents.add(new CastRecord(
                    Key.of(parent), Operation.UPSERT, version(), new @Nullable Object[] {parent, "p"}, 0));
            keys.add(Key.of(parent));
        }
        writer("parents", database).write(parents, "test");
        for (int kid = 0; kid < 20; kid++) {
            child(kid, kid, 5, "kid");
            child(kid, 5_999 - kid, 5, "kid");
        }
        new ViewBuilder(plan(), database, new Names(""), 50_000, Clock.systemUTC()).build(keys);
        for (int kid = 0; kid < 20; kid++) {
            assertThat(children(kid)).isEmpty();
            assertThat(children(5_999 - kid)).hasSize(1);
        }
    }

    @Test
    void the_verifier_sees_a_missing_a_surplus_and_a_stale_view() {
        for (int parent = 1; parent <= 3; parent++) {
            write("parents", parent, "p" + parent);
        }
        builder(database).build(Set.of(Key.of(1), Key.of(2), Key.of(3)));
        assertThat(verify()).isEmpty();
        database.getCollection("families").deleteOne(new Document("_id", 1));
        database.getCollection("families")
                .updateOne(new Document("_id", 2), new Document("$set", new Document("name", "?")));
        database.getCollection("parents").deleteOne(new Document("_id", 3));
        assertThat(verify())
                .extracting(difference -> difference.key() + " " + difference.kind())
                .containsExactlyInAnyOrder("1 MISSING", "2 STALE", "3 SURPLUS");
    }

    private List<Comparison> verify() {
        List<Comparison> differing = new ArrayList<>();
        ViewVerifier verifier = new ViewVerifier(plan(), database, new Names(""), 1_000);
        verifier.keys().ofBase(page -> verifier.compare(page, differing::add));
        verifier.keys().surplus(page -> verifier.compare(page, differing::add));
        return differing;
    }

    private void buildAll(List<ProjectionChange> changes) throws Exception {
        buildAll("children", changes);
    }

    /** What affected views and builder do with changes, without the queues between them. */
    private void buildAll(String projection, List<ProjectionChange> changes) throws Exception {
        Set<Key> keys = new LinkedHashSet<>();
        for (ViewNode node : plan().nodesOf(projection)) {
            new WayBack(database, new Names("")).follow(node, changes, keys::addAll);
        }
        builder(database).build(keys);
    }

    private List<ProjectionChange> write(String projection, int id, String name) {
        return write(
                projection,
                new CastRecord(Key.of(id), Operation.UPSERT, version(), new @Nullable Object[] {id, name}, 0));
    }

    private void delete(String projection, int id) {
        write(
                projection,
                new CastRecord(Key.of(id), Operation.DELETE, version(), new @Nullable Object[] {id, null}, 0));
    }

    private List<ProjectionChange> child(int id, @Nullable Integer parent, @Nullable Integer lookup, String name) {
        return write("children", childRecord(id, parent, lookup, name));
    }

    private CastRecord childRecord(int id, @Nullable Integer parent, @Nullable Integer lookup, String name) {
        return new CastRecord(
                Key.of(id), Operation.UPSERT, version(), new @Nullable Object[] {id, parent, lookup, name}, 0);
    }

    private List<ProjectionChange> write(String projection, CastRecord record) {
        return writer(projection, database).write(List.of(record), "test").changes();
    }

    private Version version() {
        return new Version(0, ++sequence);
    }

    private static ProjectionWriter writer(String projection, MongoDatabase database) {
        return new ProjectionWriter(
                ProjectionLayout.of(definitions, projection),
                database,
                projection,
                Duration.ofDays(15),
                Clock.systemUTC());
    }

    private static ViewBuilder builder(MongoDatabase database) {
        return new ViewBuilder(plan(), database, new Names(""), 1_000, Clock.systemUTC());
    }

    private static ViewPlan plan() {
        return new ViewPlan(definitions.view("families"), definitions);
    }

    private SteppedDatabase stepped() {
        return new SteppedDatabase(database);
    }

    private @Nullable Document view(int id) {
        Document view =
                database.getCollection("families").find(new Document("_id", id)).first();
        return view == null || io.tributary.projection.Stored.deleted(view) ? null : view;
    }

    private List<Document> children(int id) {
        Document view = view(id);
        return view == null ? new ArrayList<>() : view.getList("children", Document.class);
    }

    private static DefinitionFile projection(String name, String rest) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: " + name + "\ntopic: t." + name + "\n" + rest + "\n");
    }
}

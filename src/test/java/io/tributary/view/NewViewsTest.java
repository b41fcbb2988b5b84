package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.cast.CastRecord;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.Meta;
import io.tributary.projection.ProjectionLayout;
import io.tributary.projection.ProjectionWriter;
import io.tributary.queue.MessageSender;
import io.tributary.queue.SendFailedException;
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

/** A view that is added to a home with data, or changed in it, becomes right without a change of any record (I4). */
class NewViewsTest {

    /** More than a page. */
    private static final int CHILDREN = 1_203;

    private static final Duration KEEP = Duration.ofDays(15);
    private static final Names NAMES = new Names("t-");
    private static final String FAMILIES = """
            view: families
            base: parents
            joins:
              children: { many: children, on: { id: parent } }
            fields:
              id: id
              children: { each: children, fields: { id: id, name: name } }
            """;
    private static final String COUNTED = FAMILIES + "  count: { count: children }\n";

    private static TestMongo server;

    private final List<Key> triggered = new ArrayList<>();
    private MongoDatabase database;
    private long sequence;

    @BeforeAll
    static void start() {
        server = new TestMongo();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void data_that_was_written_before_there_was_a_view() throws Exception {
        database = server.empty("new_views");
        Definitions before = definitions();
        write(before, "parents", upsert(1, "one"), upsert(2, "two"), upsert(3, "three"), delete(4));
        List<CastRecord> children = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            children.add(child(i, 1 + i % 3, "child " + i));
        }
        write(before, "children", children.toArray(CastRecord[]::new));
    }

    @Test
    void a_view_that_is_added_is_built_for_all_base_documents_from_documents_without_references() throws Exception {
        Definitions added = definitions(FAMILIES);
        assertThat(withReference(added)).isZero();
        assertThat(run(added)).isEqualTo(3);
        assertThat(withReference(added)).isEqualTo(CHILDREN);
        assertThat(triggered).containsExactlyInAnyOrder(Key.of(1), Key.of(2), Key.of(3));
        build(added);
        assertThat(view(1).getList("children", Document.class)).hasSize(CHILDREN / 3);
        assertThat(verify(added)).isEmpty();
    }

    @Test
    void what_was_done_is_not_done_again() throws Exception {
        run(definitions(FAMILIES));
        Document before = stored(7);
        triggered.clear();
        assertThat(run(definitions(FAMILIES))).isZero();
        assertThat(triggered).isEmpty();
        assertThat(stored(7)).isEqualTo(before);
    }

    @Test
    void an_empty_home_triggers_nothing_and_later_starts_neither() throws Exception {
        database = server.empty("new_views");
        assertThat(run(definitions(FAMILIES))).isZero();
        write(definitions(FAMILIES), "parents", upsert(1, "one"));
        assertThat(run(definitions(FAMILIES))).isZero();
    }

    @Test
    void a_changed_view_is_built_again_and_other_lines_and_comments_are_no_change() throws Exception {
        run(definitions(FAMILIES));
        assertThat(run(definitions("# families\n\n" + FAMILIES.replace("fields:\n", "\n# what it has\nfields:\n"))))
                .isZero();
        triggered.clear();
        assertThat(run(definitions(COUNTED))).isEqualTo(3);
        build(definitions(COUNTED));
        assertThat(view(2)).containsEntry("count", (long) CHILDREN / 3);
        assertThat(run(definitions(COUNTED.replace("count: { count: children }", "count: { constant: 1 }"))))
                .isEqualTo(3);
        assertThat(run(definitions(COUNTED.replace("count: { count: children }", "count: { constant: '1' }"))))
                .as("a text is another constant than a number")
                .isEqualTo(3);
    }

    @Test
    void a_view_that_comes_back_is_built_again_with_what_changed_meanwhile() throws Exception {
        run(definitions(FAMILIES));
        build(definitions(FAMILIES));
        run(definitions());
        write(definitions(), "children", child(0, 2, "moved"), child(CHILDREN, 3, "born"));
        write(definitions(), "parents", delete(1));
        triggered.clear();
        assertThat(run(definitions(FAMILIES)))
                .as("two live bases and a view without one")
                .isEqualTo(3);
        build(definitions(FAMILIES));
        assertThat(verify(definitions(FAMILIES))).isEmpty();
        assertThat(view(1)).doesNotContainKey("id");
    }

    @Test
    void a_document_that_the_updater_writes_meanwhile_is_left_as_it_is() throws Exception {
        Definitions added = definitions(FAMILIES);
        SteppedDatabase stepped = new SteppedDatabase(database);
        stepped.before("bulkWrite:t-children", () -> write(added, "children", child(0, 2, "moved")));
        newViews(added, stepped.database(), this::receive).run();
        assertThat(stepped.done()).isTrue();
        assertThat(stored(0)).containsEntry("parent", 2).containsEntry("name", "moved");
        assertThat(stored(0).getEmbedded(List.of("_meta", "references", "parent"), List.class))
                .containsExactly(2, 1);
        assertThat(withReference(added)).isEqualTo(CHILDREN);
    }

    @Test
    void what_could_not_be_sent_is_sent_the_next_time() throws Exception {
        Definitions added = definitions(FAMILIES);
        NewViews withoutQueue = newViews(added, database, (queue, bodies) -> {
            throw new SendFailedException("the queue is away", List.of(), true, null);
        });
        assertThatThrownBy(withoutQueue::run).isInstanceOf(SendFailedException.class);
        assertThat(run(added)).isEqualTo(3);
    }

    private long run(Definitions definitions) throws Exception {
        return newViews(definitions, database, this::receive).run();
    }

    private static NewViews newViews(Definitions definitions, MongoDatabase database, MessageSender sender) {
        ChangePublisher publisher = new ChangePublisher(
                definitions,
                NAMES,
                new ChangeCodec(definitions),
                sender,
                new ChangePublisher.Subscribers(List.of(), List.of()));
        return new NewViews(definitions, database, NAMES, publisher, KEEP, Clock.systemUTC());
    }

    private void receive(String queue, List<String> bodies) {
        assertThat(queue).isEqualTo("t-view-families");
        try {
            for (String body : bodies) {
                triggered.addAll(new ChangeCodec(definitions(FAMILIES))
                        .decodeKeys(body, "families")
                        .keys());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void build(Definitions definitions) {
        new ViewBuilder(plan(definitions), database, NAMES, 10_000, Clock.systemUTC())
                .build(new LinkedHashSet<>(triggered));
    }

    private List<Comparison> verify(Definitions definitions) {
        List<Comparison> differing = new ArrayList<>();
        ViewVerifier verifier = new ViewVerifier(plan(definitions), database, NAMES, 10_000);
        verifier.keys().ofBase(page -> verifier.compare(page, differing::add));
        verifier.keys().surplus(page -> verifier.compare(page, differing::add));
        return differing;
    }

    private static ViewPlan plan(Definitions definitions) {
        return new ViewPlan(definitions.view("families"), definitions);
    }

    private Document view(int id) {
        return database.getCollection("t-families").find(Filters.eq("_id", id)).first();
    }

    private Document stored(int id) {
        return database.getCollection("t-children").find(Filters.eq("_id", id)).first();
    }

    /** Found by the reference, as the way down and the way back find them. */
    private long withReference(Definitions definitions) {
        assertThat(definitions.references("children")).containsExactly("parent");
        return database.getCollection("t-children")
                .countDocuments(Filters.in(Meta.reference("parent"), List.of(1, 2, 3)));
    }

    private void write(Definitions definitions, String projection, CastRecord... records) {
        new ProjectionWriter(
                        ProjectionLayout.of(definitions, projection),
                        database,
                        NAMES.collection(projection),
                        KEEP,
                        Clock.systemUTC())
                .write(List.of(records), "test");
    }

    private CastRecord upsert(int id, String name) {
        return record(Operation.UPSERT, id, name);
    }

    private CastRecord delete(int id) {
        return record(Operation.DELETE, id, (String) null);
    }

    private CastRecord child(int id, int parent, String name) {
        return record(Operation.UPSERT, id, parent, name);
    }

    private CastRecord record(Operation operation, @Nullable Object... values) {
        return new CastRecord(Key.of(values[0]), operation, new Version(0, ++sequence), values, 0);
    }

    private static Definitions definitions(String... views) throws Exception {
        List<DefinitionFile> files = new ArrayList<>();
        for (String view : views) {
            files.add(new DefinitionFile("transformers/single-views/families.yaml", view));
        }
        return new DefinitionReader(Set.of())
                .read(
                        List.of(
                                projection("parents", "{id: integer, name: string}"),
                                projection("children", "{id: integer, parent: integer, name: string}")),
                        files);
    }

    private static DefinitionFile projection(String name, String fields) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: " + name + "\ntopic: t." + name + "\nkey: id\nfields: " + fields + "\n");
    }
}

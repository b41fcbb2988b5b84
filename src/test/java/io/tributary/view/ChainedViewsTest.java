package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.Indexes;
import io.tributary.projection.ProjectionChange;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a view keeps and tells for the views that are made of it, and what becomes of it when it gets another key. */
class ChainedViewsTest {

    private static final Duration KEEP = Duration.ofDays(15);
    private static final Names NAMES = new Names("t-");
    private static final String WARDS = "view: wards\nbase: children\nfields: { family: parent, name: name }\n";
    private static final String FAMILIES = """
            view: families
            base: parents
            joins:
              wards: { many: wards, on: { id: family } }
            fields:
              wards: { each: wards, value: name }
            """;

    private static TestMongo server;

    private final List<String> sent = new ArrayList<>();
    private MongoDatabase database;

    @BeforeAll
    static void start() {
        server = new TestMongo();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void data() {
        database = server.empty("chained_views");
        store("parents", new Document("_id", 1).append("id", 1));
        store("parents", new Document("_id", 2).append("id", 2));
        store(
                "children",
                new Document("_id", 7).append("id", 7).append("parent", 1).append("name", "Ada"));
    }

    @Test
    void a_view_of_which_no_other_is_made_keeps_no_references_has_no_index_and_tells_nobody() throws Exception {
        Definitions alone = definitions(WARDS);
        build(alone, "wards", 7);
        assertThat(meta("wards", 7)).doesNotContainKeys("references", "past");
        assertThat(sent).isEmpty();
        assertThat(new ViewReferences(plan(alone, "wards"), KEEP).needed().toBsonDocument())
                .as("no more is read than the revision")
                .containsOnlyKeys("_meta.revision");
        Indexes.ofReferences(alone.references("wards"), database.getCollection("t-wards"), KEEP)
                .run();
        assertThat(database.getCollection("t-wards").listIndexes())
                .extracting(index ->
                        index.get("key", Document.class).keySet().iterator().next())
                .containsExactlyInAnyOrder("_id", "_meta.deletedAt");
    }

    @Test
    void every_build_of_a_view_that_others_use_is_told_with_what_it_points_to_and_pointed_to() throws Exception {
        Definitions both = definitions(WARDS, FAMILIES);
        build(both, "wards", 7);
        build(both, "wards", 7);
        assertThat(sent).hasSize(2).allSatisfy(body -> assertThat(body)
                .contains("\"projection\":\"wards\"", "\"key\":[\"7\"]", "\"references\":{\"family\":[\"1\"]}"));

        sent.clear();
        database.getCollection("t-children")
                .updateOne(Filters.eq("_id", 7), new Document("$set", new Document("parent", 2)));
        build(both, "wards", 7);
        assertThat(sent).singleElement().asString().contains("\"references\":{\"family\":[\"2\",\"1\"]}");
        assertThat(meta("wards", 7).get("references")).isEqualTo(new Document("family", List.of(2, 1)));

        sent.clear();
        database.getCollection("t-children").deleteOne(Filters.eq("_id", 7));
        build(both, "wards", 7);
        assertThat(sent).singleElement().asString().contains("\"references\":{\"family\":[");
        assertThat(meta("wards", 7)).containsKey("deletedAt");
        assertThat(meta("wards", 7).get("references", Document.class).getList("family", Integer.class))
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void what_the_views_above_are_told_leads_them_to_their_keys() throws Exception {
        Definitions both = definitions(WARDS, FAMILIES);
        build(both, "wards", 7);
        build(both, "families", 1, 2);
        assertThat(view("families", 1).get("wards")).isEqualTo(List.of("Ada"));
        assertThat(view("families", 2).get("wards")).isEqualTo(List.of());
        assertThat(verify(both, "families")).isEmpty();
    }

    @Test
    void a_view_that_another_begins_to_use_gets_references_for_what_is_stored() throws Exception {
        build(definitions(WARDS), "wards", 7);
        Definitions both = definitions(WARDS, FAMILIES);
        newViews(definitions(WARDS)).run();
        newViews(both).run();
        assertThat(meta("wards", 7).get("references")).isEqualTo(new Document("family", 1));
        build(both, "families", 1);
        assertThat(view("families", 1).get("wards")).isEqualTo(List.of("Ada"));
    }

    @Test
    void references_that_nobody_asked_for_meanwhile_are_filled_in_when_somebody_does_again() throws Exception {
        Definitions both = definitions(WARDS, FAMILIES);
        newViews(both).run();
        newViews(definitions(WARDS)).run();
        build(definitions(WARDS), "wards", 7);
        assertThat(meta("wards", 7)).doesNotContainKey("references");
        newViews(both).run();
        assertThat(meta("wards", 7).get("references")).isEqualTo(new Document("family", 1));
    }

    @Test
    void documents_of_a_key_that_a_view_had_are_removed_and_those_of_its_new_key_built() throws Exception {
        build(definitions(WARDS), "wards", 7);
        newViews(definitions(WARDS)).run();
        Definitions named = definitions("view: wards\nbase: children\nkey: name\nfields: { family: parent }\n");
        sent.clear();
        newViews(named).run();
        assertThat(sent).singleElement().asString().contains("\"keys\":[[\"Ada\"]]");
        assertThat(database.getCollection("t-wards").countDocuments()).isZero();
        new ViewBuilder(plan(named, "wards"), database, NAMES, 1_000, Clock.systemUTC()).build(Set.of(Key.of("Ada")));
        assertThat(verify(named, "wards")).isEmpty();
    }

    @Test
    void a_base_document_without_a_value_of_the_key_has_no_view() throws Exception {
        store("children", new Document("_id", 8).append("id", 8).append("parent", 1));
        Definitions named = definitions("view: wards\nbase: children\nkey: [parent, name]\nfields: { id: id }\n");
        List<Key> keys = new ArrayList<>();
        new ViewKeys(plan(named, "wards"), database, NAMES).ofBase(keys::addAll);
        assertThat(keys).containsExactly(Key.of(1, "Ada"));
    }

    private void build(Definitions definitions, String view, int... ids) {
        ViewBuilder builder = new ViewBuilder(plan(definitions, view), database, NAMES, 1_000, KEEP, Clock.systemUTC());
        for (int id : ids) {
            List<ProjectionChange> changes = new ArrayList<>();
            builder.build(Set.of(Key.of(id)), changes::add);
            try {
                publisher(definitions).viewBuilt(view, Clock.systemUTC().instant(), changes);
            } catch (SendFailedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private ChangePublisher publisher(Definitions definitions) {
        return new ChangePublisher(
                definitions,
                NAMES,
                new ChangeCodec(definitions),
                (queue, bodies) -> sent.addAll(bodies),
                new ChangePublisher.Subscribers(List.of(), List.of()));
    }

    private NewViews newViews(Definitions definitions) {
        return new NewViews(definitions, database, NAMES, publisher(definitions), KEEP, Clock.systemUTC());
    }

    private List<Comparison> verify(Definitions definitions, String view) {
        List<Comparison> differing = new ArrayList<>();
        ViewVerifier verifier = new ViewVerifier(plan(definitions, view), database, NAMES, 1_000);
        verifier.keys().ofBase(page -> verifier.compare(page, differing::add));
        verifier.keys().surplus(page -> verifier.compare(page, differing::add));
        return differing;
    }

    private static ViewPlan plan(Definitions definitions, String view) {
        return new ViewPlan(definitions.view(view), definitions);
    }

    private Document view(String view, Object id) {
        return database.getCollection("t-" + view).find(Filters.eq("_id", id)).first();
    }

    private Document meta(String view, Object id) {
        return view(view, id).get("_meta", Document.class);
    }

    /** A document as the updater writes it, with the references that somebody might ask for. */
    private void store(String projection, Document document) {
        Document references = new Document();
        for (String field : List.of("parent", "name")) {
            references.append(field, document.containsKey(field) ? List.of(document.get(field)) : List.of());
        }
        document.append("_meta", new Document("revision", new ObjectId()).append("references", references));
        database.getCollection("t-" + projection).insertOne(document);
    }

    private static Definitions definitions(String... views) throws Exception {
        List<DefinitionFile> files = new ArrayList<>();
        for (String view : views) {
            files.add(new DefinitionFile(view.substring(6, view.indexOf('\n')) + ".yaml", view));
        }
        return new DefinitionReader(Set.of())
                .read(
                        List.of(
                                new DefinitionFile(
                                        "parents.yaml",
                                        "projection: parents\ntopic: t.parents\nkey: id\nfields: { id: integer }\n"),
                                new DefinitionFile(
                                        "children.yaml",
                                        "projection: children\ntopic: t.children\nkey: id\n"
                                                + "fields: { id: integer, parent: integer, name: string }\n")),
                        files);
    }
}

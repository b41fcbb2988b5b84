package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.Stored;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReceivedMessages;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views with many children, and views that no document can hold: these are refused, by name, and nothing else suffers. */
class ViewLimitsTest {

    private static final String MEGABYTE = "x".repeat(1024 * 1024);

    private static TestMongo server;
    private static Definitions definitions;

    private MongoDatabase database;

    @BeforeAll
    static void start() throws Exception {
        server = new TestMongo();
        definitions = new DefinitionReader(Set.of())
                .read(
                        List.of(
                                projection("parents", "{id: integer, name: string}"),
                                projection("notes", "{id: integer, text: string}"),
                                projection(
                                        "children",
                                        "{id: integer, parent: integer, note: integer, amount: long, price: decimal, at: timestamp, name: string}")),
                        List.of(new DefinitionFile("transformers/single-views/families.yaml", """
                                view: families
                                base: parents
                                joins:
                                  children: { many: children, on: { id: parent } }
                                  note: { one: notes, of: children, on: { note: id } }
                                fields:
                                  id: id
                                  name: name
                                  total: { sum: children.amount }
                                  children: { each: children, fields: { id: id, name: name, price: price, at: at, note: note.text } }
                                """)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty("limits");
    }

    @Test
    void a_view_of_50_000_children_is_built() {
        parent(1, "Ada");
        children(1, 50_000, 1L, "kid", null);
        assertThat(build(1)).isEmpty();
        assertThat(view(1)).containsEntry("total", 50_000L);
        assertThat(kids(1)).hasSize(50_000);
        assertThat(verify(1)).isEmpty();
    }

    @Test
    void a_view_that_no_document_can_hold_is_refused_and_stays_as_it_was() {
        parent(1, "Ada");
        parent(2, "Ida");
        children(1, 3, 1L, "kid", null);
        build(1, 2);
        Date written = (Date) meta(1).get("writtenAt");
        children(1, 17, 1L, MEGABYTE, null);
        parent(2, "Ina");
        assertThat(build(1, 2))
                .containsOnlyKeys(Key.of(1))
                .extractingByKey(Key.of(1))
                .extracting(Refusal::message)
                .isEqualTo(
                        "key 1 is too large: 17.0 MB, a document holds 16.0 MB at most; it is made of children: 20, note: 0"
                                + " documents; leave fields out of the view, or split it into two");
        assertThat(kids(1)).hasSize(3);
        assertThat(meta(1)).containsEntry("writtenAt", written);
        assertThat(meta(1).get("refused", Document.class)).containsEntry("reason", "too_large");
        assertThat(view(2)).containsEntry("name", "Ina");
    }

    @Test
    void verify_names_a_view_that_cannot_be_built() {
        parent(1, "Ada");
        children(1, 17, 1L, MEGABYTE, null);
        build(1);
        assertThat(verify(1)).singleElement().satisfies(comparison -> {
            assertThat(comparison.kind()).isEqualTo(Comparison.Kind.TOO_LARGE);
            assertThat(comparison.describe()).startsWith("families key 1 is too large: 17.0 MB");
        });
    }

    @Test
    void a_refused_view_that_was_never_built_is_no_view() {
        parent(1, "Ada");
        children(1, 17, 1L, MEGABYTE, null);
        build(1);
        assertThat(Stored.deleted(view(1))).isTrue();
        assertThat(meta(1)).containsKey("refused");
    }

    @Test
    void a_view_that_fits_again_loses_its_mark() {
        parent(1, "Ada");
        children(1, 17, 1L, MEGABYTE, null);
        build(1);
        database.getCollection("children").deleteMany(new Document("_id", new Document("$gt", 2)));
        assertThat(verify(1)).isNotEmpty();
        assertThat(build(1)).isEmpty();
        assertThat(meta(1)).doesNotContainKeys("refused", "deletedAt");
        assertThat(verify(1)).isEmpty();
    }

    @Test
    void the_mark_says_since_when() {
        parent(1, "Ada");
        children(1, 17, 1L, MEGABYTE, null);
        build(1);
        Object since = meta(1).get("refused", Document.class).get("since");
        Object revision = meta(1).get("revision");
        build(1);
        assertThat(meta(1).get("refused", Document.class)).containsEntry("since", since);
        assertThat(meta(1)).doesNotContainEntry("revision", revision);
    }

    @Test
    void a_mark_loses_against_a_builder_that_was_faster() {
        parent(1, "Ada");
        children(1, 17, 1L, MEGABYTE, null);
        build(1);
        SteppedDatabase slow = new SteppedDatabase(database);
        slow.before("updateOne:families", () -> {
            database.getCollection("children").deleteMany(new Document("_id", new Document("$gt", 2)));
            build(1);
        });
        new ViewBuilder(plan(), slow.database(), new Names(""), 100_000, Clock.systemUTC()).build(Set.of(Key.of(1)));
        assertThat(slow.done()).isTrue();
        assertThat(meta(1)).doesNotContainKey("refused");
        assertThat(kids(1)).hasSize(3);
    }

    @Test
    void a_large_lookup_that_many_children_share_is_counted_as_often_as_it_is_written() {
        // 1 MB is read; 2 GB would be written.
        parent(1, "Ada");
        database.getCollection("notes")
                .insertOne(new Document("_id", 5).append("id", 5).append("text", MEGABYTE));
        children(1, 2_000, 1L, "kid", 5);
        assertThat(build(1).get(Key.of(1)))
                .extracting(Refusal::message)
                .asString()
                .contains("key 1 is too large: more than 1,02", "children: 2,000, note: 1 documents");
    }

    @Test
    void a_sum_beyond_64_bits_names_key_and_field() {
        parent(1, "Ada");
        parent(2, "Ida");
        children(1, 2, Long.MAX_VALUE, "kid", null);
        assertThat(build(1, 2))
                .containsOnlyKeys(Key.of(1))
                .extractingByKey(Key.of(1))
                .extracting(Refusal::message)
                .isEqualTo("key 1 cannot be built: children.amount: the sum 18446744073709551614 is beyond 64 bits;"
                        + " give the field the type decimal");
        assertThat(view(2)).containsEntry("name", "Ida");
        assertThat(verify(1)).singleElement().extracting(Comparison::kind).isEqualTo(Comparison.Kind.OVERFLOW);
    }

    @Test
    void a_view_whose_documents_do_not_fit_into_memory_is_refused_before_they_are_all_read() {
        parent(1, "Ada");
        parent(2, "Ida");
        children(1, 2_000, 1L, "kid", null);
        ViewBuilder builder = new ViewBuilder(
                plan(), database, new Names(""), new ChunkBudget.Limits(50_000, 100_000, 1_000_000), Clock.systemUTC());
        assertThat(builder.build(Set.of(Key.of(1), Key.of(2))))
                .containsOnlyKeys(Key.of(1))
                .extractingByKey(Key.of(1))
                .extracting(Refusal::message)
                .asString()
                .contains("key 1 is too large:", "MB of memory, half of what this process has", "-Xmx");
        assertThat(view(2)).containsEntry("name", "Ida");
    }

    @Test
    void a_refused_view_takes_no_message_to_the_dead_letters() throws Exception {
        parent(1, "Ada");
        parent(2, "Ida");
        children(1, 17, 1L, MEGABYTE, null);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        List<String> told = new ArrayList<>();
        ChangeCodec codec = new ChangeCodec(definitions);
        ChangePublisher publisher = new ChangePublisher(
                definitions,
                new Names(""),
                codec,
                (queue, bodies) -> told.addAll(bodies),
                new ChangePublisher.Subscribers(List.of(), List.of("audit")));
        ViewBuilder builder = new ViewBuilder(plan(), database, new Names(""), 100_000, Clock.systemUTC());
        TriggeredBuilds builds = new TriggeredBuilds(
                "families",
                builder,
                codec,
                publisher,
                () -> {},
                failure -> false,
                250,
                Crew.nobody(),
                meters,
                Clock.systemUTC());
        String body = codec.encode(new ChangeCodec.Keys("families", Instant.EPOCH, List.of(Key.of(1), Key.of(2))));
        ReceivedMessages received =
                new ReceivedMessages("view-families", List.of(new ReceivedMessage("m", body, "r", Instant.EPOCH, 1)));
        builds.build(received);
        assertThat(received.failures()).isEmpty();
        assertThat(meters.counter(TriggeredBuilds.REFUSED, "view", "families").count())
                .isEqualTo(1);
        assertThat(meters.counter(TriggeredBuilds.BUILT, "view", "families").count())
                .isEqualTo(1);
        assertThat(told).singleElement().asString().contains("[[\"2\"]]");
    }

    @Test
    void the_size_of_a_view_is_counted_to_the_byte() {
        database.getCollection("notes")
                .insertOne(new Document("_id", 5).append("id", 5).append("text", "però €, 𝄞"));
        parent(1, "Zoë");
        children(1, 1_234, 7L, "kid", 5);
        ViewReader reader = new ViewReader(plan(), database, new Names(""));
        try (ChunkBudget budget = new ChunkBudget("families", 1, ChunkBudget.Limits.ofHeap(100_000))) {
            Row base = Objects.requireNonNull(
                    reader.base(List.of(Key.of(1)), budget).rows().get(Key.of(1)));
            ViewSize size = new ViewSize();
            Document view = new ViewAssembler(plan()).assemble(1, base, reader.joined(List.of(base), budget), size);
            int encoded = new RawBsonDocument(view, new DocumentCodec())
                    .getByteBuffer()
                    .remaining();
            assertThat(size.bytes()).isEqualTo(encoded);
            assertThat(ViewSize.of(view)).isEqualTo(encoded);
        }
    }

    private void parent(int id, String name) {
        database.getCollection("parents").deleteOne(new Document("_id", id));
        database.getCollection("parents")
                .insertOne(new Document("_id", id).append("id", id).append("name", name));
    }

    private void children(int parent, int count, long amount, String name, @Nullable Integer note) {
        int from = (int) database.getCollection("children").countDocuments();
        List<Document> documents = new ArrayList<>();
        for (int id = from; id < from + count; id++) {
            documents.add(new Document("_id", id)
                    .append("id", id)
                    .append("parent", parent)
                    .append("note", note)
                    .append("amount", amount)
                    .append("price", new Decimal128(new BigDecimal("12.50")))
                    .append("at", new Date(id))
                    .append("name", name)
                    .append(
                            "_meta",
                            new Document("revision", new ObjectId())
                                    .append(
                                            "references",
                                            new Document("parent", List.of(parent))
                                                    .append("note", note == null ? List.of() : List.of(note)))));
        }
        database.getCollection("children").insertMany(documents);
    }

    private Map<Key, Refusal> build(int... keys) {
        List<Key> all = new ArrayList<>();
        for (int key : keys) {
            all.add(Key.of(key));
        }
        return new ViewBuilder(plan(), database, new Names(""), 100_000, Clock.systemUTC()).build(Set.copyOf(all));
    }

    private List<Comparison> verify(int key) {
        List<Comparison> differing = new ArrayList<>();
        new ViewVerifier(plan(), database, new Names(""), 100_000).compare(List.of(Key.of(key)), differing::add);
        return differing;
    }

    private Document view(int id) {
        return Objects.requireNonNull(
                database.getCollection("families").find(new Document("_id", id)).first());
    }

    private Document meta(int id) {
        return view(id).get("_meta", Document.class);
    }

    private List<Document> kids(int id) {
        return view(id).getList("children", Document.class);
    }

    private static ViewPlan plan() {
        return new ViewPlan(definitions.view("families"), definitions);
    }

    private static DefinitionFile projection(String name, String fields) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: " + name + "\ntopic: t." + name + "\nkey: id\nfields: " + fields + "\n");
    }
}

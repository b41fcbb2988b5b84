package io.tributary.runtime.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedMongoTest {

    private static EmbeddedMongo server;
    private static MongoClient client;
    private MongoCollection<Document> collection;

    @BeforeAll
    static void start() {
        server = new EmbeddedMongo(0);
        client = MongoClients.create(server.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void emptyCollection() {
        collection = client.getDatabase("test").getCollection("c");
        collection.drop();
        collection.insertOne(new Document("_id", "first"));
        collection.deleteOne(new Document());
    }

    // ------------------------------------------------------------------------------------------- compare-and-set, in
    // bulk

    @Test
    void a_replace_guarded_by_a_stale_revision_matches_nothing() {
        ObjectId first = new ObjectId();
        ObjectId second = new ObjectId();
        collection.insertOne(revised(1, first).append("x", "old"));

        assertThat(replace(1, first, revised(1, second).append("x", "new"))).isEqualTo(1);
        assertThat(replace(1, first, revised(1, new ObjectId()).append("x", "stale")))
                .isZero();
        assertThat(collection.find().first()).isEqualTo(revised(1, second).append("x", "new"));
    }

    @Test
    void what_fails_in_an_unordered_bulk_fails_alone() {
        collection.insertOne(revised(1, new ObjectId()).append("x", 1));
        ObjectId known = new ObjectId();
        collection.insertOne(revised(2, known));

        assertThatThrownBy(() -> collection.bulkWrite(
                        List.of(
                                new InsertOneModel<>(new Document("_id", 1)),
                                new InsertOneModel<>(new Document("_id", 3)),
                                new InsertOneModel<>(new Document("_id", 3)),
                                new ReplaceOneModel<>(guard(2, known), new Document("_id", 2).append("x", 2)),
                                new ReplaceOneModel<>(guard(1, known), new Document("_id", 1).append("x", "stale")),
                                new UpdateOneModel<>(eq("_id", 1), inc("x", 1)),
                                new DeleteOneModel<>(eq("_id", 3)),
                                new InsertOneModel<>(new Document("_id", 4))),
                        new BulkWriteOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                    assertThat(e.getWriteErrors())
                            .allSatisfy(error -> assertThat(error.getCode()).isEqualTo(11000))
                            .extracting(error -> error.getIndex())
                            .containsExactly(0, 2);
                    assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2);
                    assertThat(e.getWriteResult().getMatchedCount()).isEqualTo(2);
                    assertThat(e.getWriteResult().getDeletedCount()).isEqualTo(1);
                });
        assertThat(ids(new Document())).containsExactlyInAnyOrder(1, 2, 4);
        assertThat(collection.find(eq("_id", 1)).first().get("x")).isEqualTo(2);
        assertThat(collection.find(eq("_id", 2)).first().get("x")).isEqualTo(2);
    }

    @Test
    void a_guarded_upsert_of_a_stale_version_is_a_duplicate_key() {
        collection.insertOne(new Document("_id", 1).append("version", 5));
        Bson older = and(eq("_id", 1), new Document("version", new Document("$lt", 4)));

        assertThatThrownBy(() -> collection.bulkWrite(
                        List.of(new ReplaceOneModel<>(
                                older, new Document("_id", 1).append("version", 4), new ReplaceOptions().upsert(true))),
                        new BulkWriteOptions().ordered(false)))
                .hasMessageContaining("E11000");
        assertThat(collection.find().first().get("version")).isEqualTo(5);
    }

    // -------------------------------------------------------------------------------------------------- nothing is
    // scanned

    @Test
    void a_query_reads_only_what_it_returns() {
        collection.createIndex(ascending("_meta.references.customerId"));
        collection.insertMany(IntStream.range(0, 5_000)
                .mapToObj(i -> customer(i, i / 10).append("x", i % 2))
                .toList());

        assertThat(looksAt(() -> assertThat(ids(and(eq("_id", 77), eq("x", 0)))).isEmpty()))
                .isEqualTo(1);
        assertThat(looksAt(() -> assertThat(ids(in("_id", 1, 2, 99_999))).hasSize(2)))
                .isEqualTo(2);
        assertThat(looksAt(() ->
                        assertThat(ids(eq("_meta.references.customerId", 7))).hasSize(10)))
                .isEqualTo(10);
        assertThat(looksAt(() -> assertThat(ids(and(in("_meta.references.customerId", 7, 8), eq("x", 1))))
                        .hasSize(10)))
                .isEqualTo(20);
        assertThat(looksAt(() -> replace(77, new ObjectId(), new Document("_id", 77))))
                .isEqualTo(1);
        assertThat(looksAt(() -> collection.deleteOne(guard(77, new ObjectId()))))
                .isEqualTo(1);
        assertThat(looksAt(() -> collection.findOneAndUpdate(eq("_id", 77), set("x", 2))))
                .isEqualTo(1);
        assertThat(looksAt(() -> collection.find(eq("x", 1)).into(new ArrayList<>())))
                .isEqualTo(5_000);
    }

    @Test
    void pages_by_id_cost_their_own_size_and_cover_the_collection_once() {
        collection.insertMany(IntStream.range(0, 5_000)
                .mapToObj(i -> customer((i * 7_919) % 5_000, i))
                .toList());
        List<Integer> seen = new ArrayList<>();

        long looked = looksAt(() -> {
            Bson after = new Document();
            List<Document> page;
            do {
                page = collection.find(after).sort(ascending("_id")).limit(100).into(new ArrayList<>());
                page.forEach(document -> seen.add(document.getInteger("_id")));
                after = page.isEmpty()
                        ? after
                        : gt("_id", page.get(page.size() - 1).get("_id"));
            } while (!page.isEmpty());
        });

        assertThat(seen).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
        assertThat(looked).isEqualTo(5_000);
    }

    @Test
    void pages_can_go_down_and_have_two_bounds() {
        collection.insertMany(
                IntStream.range(0, 100).mapToObj(i -> customer(i, i)).toList());
        Bson between = and(gt("_id", 10), lte("_id", 20));

        assertThat(looksAt(() -> assertThat(collection
                                .find(between)
                                .sort(new Document("_id", -1))
                                .limit(3)
                                .map(d -> d.get("_id")))
                        .containsExactly(20, 19, 18)))
                .isEqualTo(3);
        assertThat(ids(new Document("_id", new Document("$gte", 98)))).containsExactly(98, 99);
        assertThat(ids(new Document("_id", new Document("$gt", 98).append("$gte", 2))))
                .containsExactly(99);
        assertThat(ids(new Document("_id", new Document("$gt", 5).append("$lt", 3))))
                .isEmpty();
        assertThat(ids(new Document("_id", new Document("$gt", 97).append("$ne", 98))))
                .containsExactly(99);
        assertThat(ids(gt("_id", "a"))).as("another type").isEmpty();
    }

    // ---------------------------------------------------------------------------------------------------------------
    // values

    @Test
    void composite_ids_are_found_and_paged_in_order() {
        for (long order = 3; order > 0; order--) {
            for (int line = 2; line > 0; line--) {
                collection.insertOne(new Document("_id", item(order, line)));
            }
        }
        assertThat(ids(eq("_id", item(2, 1)))).containsExactly(item(2, 1));
        assertThat(ids(in("_id", item(3, 2), item(9, 9)))).containsExactly(item(3, 2));
        assertThat(collection
                        .find(gt("_id", item(1, 2)))
                        .sort(ascending("_id"))
                        .limit(3)
                        .map(d -> d.get("_id")))
                .containsExactly(item(2, 1), item(2, 2), item(3, 1));
        assertThat(ids(eq("_id", new Document("line", 1).append("orderId", 2L))))
                .as("the order of the fields counts")
                .isEmpty();
        assertThatThrownBy(() -> collection.insertOne(new Document("_id", item(2, 1))))
                .hasMessageContaining("E11000");
    }

    @Test
    void numbers_of_all_types_are_equal_by_value() {
        collection.createIndex(ascending("ref"));
        collection.insertOne(new Document("_id", 1L).append("ref", Decimal128.parse("7.0")));

        for (Object one : List.of(1, 1L, 1.0, Decimal128.parse("1.00"))) {
            assertThat(ids(eq("_id", one))).hasSize(1);
            assertThatThrownBy(() -> collection.insertOne(new Document("_id", one)))
                    .hasMessageContaining("E11000");
        }
        for (Object seven : List.of(7, 7L, 7.0, Decimal128.parse("7"))) {
            assertThat(ids(in("ref", seven, 3))).hasSize(1);
        }
        assertThat(ids(eq("ref", Decimal128.parse("7.0000000000000000000000000001"))))
                .isEmpty();
        collection.insertOne(new Document("_id", Decimal128.parse("12345678901234567890.1")));
        collection.insertOne(new Document("_id", Decimal128.parse("12345678901234567890.2")));
        assertThat(collection.countDocuments()).isEqualTo(3);
    }

    // -------------------------------------------------------------------------------------------------------------
    // indexes

    @Test
    void an_index_made_later_knows_the_documents_that_were_there() {
        collection.insertMany(
                IntStream.range(0, 100).mapToObj(i -> customer(i, i % 10)).toList());
        collection.deleteMany(in("_id", 3, 13));
        collection.createIndex(ascending("_meta.references.customerId"));
        collection.createIndex(ascending("_meta.references.customerId"));

        assertThat(looksAt(() ->
                        assertThat(ids(eq("_meta.references.customerId", 3))).hasSize(8)))
                .isEqualTo(8);
        collection.dropIndex(ascending("_meta.references.customerId"));
        assertThat(ids(eq("_meta.references.customerId", 3))).hasSize(8);
    }

    @Test
    void an_array_that_shrinks_leaves_nothing_behind() {
        collection.createIndex(ascending("_meta.references.customerId"));
        collection.insertOne(customer(1, 5, 6, 7, 7));
        assertThat(ids(eq("_meta.references.customerId", 6))).containsExactly(1);
        assertThat(entries()).isEqualTo(3);

        collection.replaceOne(eq("_id", 1), customer(1, 7));
        assertThat(ids(in("_meta.references.customerId", 5, 6))).isEmpty();
        assertThat(ids(in("_meta.references.customerId", 5, 7))).containsExactly(1);

        collection.updateOne(eq("_id", 1), set("_meta.references.customerId", List.of()));
        assertThat(entries()).isZero();
        collection.updateOne(eq("_id", 1), new Document("$push", new Document("_meta.references.customerId", 8)));
        assertThat(ids(eq("_meta.references.customerId", 8))).containsExactly(1);
        collection.deleteOne(eq("_id", 1));
        assertThat(entries()).isZero();
    }

    @Test
    void null_finds_what_is_null_or_missing_also_where_there_is_an_index() {
        collection.createIndex(ascending("ref"));
        collection.insertMany(List.of(
                new Document("_id", 1),
                new Document("_id", 2).append("ref", null),
                new Document("_id", 3).append("ref", 3)));

        assertThat(ids(eq("ref", null))).containsExactlyInAnyOrder(1, 2);
        assertThat(ids(in("ref", null, 3))).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(ids(eq("ref", 3))).containsExactly(3);
    }

    @Test
    void paths_through_arrays_of_documents_are_indexed() {
        collection.createIndex(ascending("items.part"));
        collection.insertOne(new Document("_id", 1)
                .append("items", List.of(new Document("part", 4), new Document("part", List.of(5, 6)), 7)));

        for (int part : List.of(4, 5, 6)) {
            assertThat(looksAt(() -> assertThat(ids(eq("items.part", part))).containsExactly(1)))
                    .isEqualTo(1);
        }
        assertThat(ids(eq("items.part", 7))).isEmpty();
    }

    @Test
    void an_index_of_another_path_under_the_same_name_is_refused() {
        collection.createIndex(ascending("a"), new IndexOptions().name("n"));
        assertThatThrownBy(() -> collection.createIndex(ascending("b"), new IndexOptions().name("n")))
                .hasMessageContaining("same name");
    }

    @Test
    void a_unique_index_refuses_inserts_and_replacements_with_a_value_it_has() {
        collection.createIndex(ascending("email"), new IndexOptions().unique(true));
        collection.insertOne(new Document("_id", 1).append("email", "a"));
        collection.insertOne(new Document("_id", 2).append("email", "b"));

        assertThatThrownBy(() -> collection.insertOne(new Document("_id", 3).append("email", "a")))
                .hasMessageContaining("E11000");
        assertThatThrownBy(() -> collection.replaceOne(eq("_id", 2), new Document("email", "a")))
                .hasMessageContaining("E11000");
        assertThat(ids(eq("email", "a"))).containsExactly(1);
        collection.replaceOne(eq("_id", 1), new Document("email", "c"));
        collection.replaceOne(eq("_id", 2), new Document("email", "a"));
        assertThat(ids(eq("email", "a"))).containsExactly(2);
    }

    @Test
    void a_stop_ends_its_threads_although_clients_are_connected() {
        Set<Thread> before = serverThreads();
        EmbeddedMongo other = new EmbeddedMongo(0);
        try (MongoClient connected = MongoClients.create(other.uri())) {
            connected.getDatabase("test").getCollection("c").insertOne(new Document());
            Set<Thread> started = serverThreads();
            started.removeAll(before);
            assertThat(started).isNotEmpty();

            other.close();
            assertThat(started).noneMatch(Thread::isAlive);
        }
    }

    private static Set<Thread> serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mongo-server"))
                .collect(Collectors.toSet());
    }

    @Test
    void a_port_in_use_names_itself_and_its_setting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new EmbeddedMongo(port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("embedded MongoDB cannot listen on 127.0.0.1:" + port + ", the port is in use;"
                            + " set tributary.embedded.mongodb.port to another port, or to 0 for any that is free");
        }
    }

    // ----------------------------------------------------------------------------------------------------------------
    // helpers

    private static Document item(long order, int line) {
        return new Document("orderId", order).append("line", line);
    }

    private static Document customer(int id, Integer... references) {
        return new Document("_id", id)
                .append("_meta", new Document("references", new Document("customerId", List.of(references))));
    }

    private static Document revised(int id, ObjectId revision) {
        return new Document("_id", id).append("_meta", new Document("revision", revision));
    }

    private static Bson guard(int id, ObjectId revision) {
        return and(eq("_id", id), eq("_meta.revision", revision));
    }

    private long replace(int id, ObjectId revision, Document replacement) {
        return collection.replaceOne(guard(id, revision), replacement).getMatchedCount();
    }

    private List<Object> ids(Bson filter) {
        return collection.find(filter).map(document -> document.get("_id")).into(new ArrayList<>());
    }

    private static long entries() {
        return server.collection("test", "c").indexEntries();
    }

    private static long looksAt(Runnable queries) {
        long before = server.collection("test", "c").examined();
        queries.run();
        return server.collection("test", "c").examined() - before;
    }
}

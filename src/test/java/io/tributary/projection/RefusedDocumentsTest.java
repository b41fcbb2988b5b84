package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.tributary.cast.CastRecord;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.Place;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import io.tributary.record.Key;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import io.tributary.view.TestMongo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** I6: a document that the database does not take is a rejected record, and what it came with is written. */
class RefusedDocumentsTest {

    private static final int VALIDATION_FAILED = 121;
    private static final int SHUTTING_DOWN = 91;
    private static final int INTERNAL_ERROR = 1;

    private static TestMongo server;

    private MongoDatabase database;
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
        database = server.empty("refused");
        collection = database.getCollection("things");
    }

    @Test
    void a_document_that_is_too_large_is_refused_with_a_reason_and_the_rest_is_written() {
        write(database, record(2, 1, "kept"));
        CastRecord large = record(2, 2, "x".repeat(17 << 20));
        Written written = write(database, record(1, 2, "a"), large, record(3, 2, "c"), record(4, 2, "d"));
        assertThat(names()).containsExactlyInAnyOrder("a", "kept", "c", "d");
        assertThat(written.refused()).containsOnlyKeys(large);
        assertThat(written.refused().get(large)).contains("refuses it").containsIgnoringCase("size");
        assertThat(written.account(List.copyOf(written.refused().keySet()), 0)).isEqualTo(new Account(0, 0, 0, 1));
    }

    @Test
    void another_unique_index_refuses_records_and_keeps_no_message_from_being_taken() {
        collection.createIndex(new Document("name", 1), new IndexOptions().unique(true));
        write(database, record(1, 1, "taken"), record(2, 1, "own"));
        CastRecord inserted = record(3, 2, "taken");
        CastRecord replaced = record(2, 2, "taken");
        Written written = write(database, inserted, replaced, record(4, 2, "d"));
        assertThat(names()).containsExactlyInAnyOrder("taken", "own", "d");
        assertThat(written.refused().get(inserted)).contains("unique index");
        assertThat(written.refused().get(replaced)).contains("11000");
    }

    /** A message may name an index, whose name is somebody's own: no lost race. */
    @Test
    void a_duplicate_in_an_index_of_whatever_name_is_refused_and_no_race() {
        collection.createIndex(
                new Document("name", 1), new IndexOptions().unique(true).name("'newRoot' must produce an object"));
        write(database, record(1, 1, "taken"), record(2, 1, "own"));
        CastRecord replaced = record(2, 2, "taken");
        assertThat(write(database, replaced, record(3, 2, "c")).refused()).containsOnlyKeys(replaced);
        assertThat(names()).containsExactlyInAnyOrder("taken", "own", "c");
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void of_several_records_of_a_key_the_one_that_is_refused_is_rejected_and_the_others_are_written(WriteMode mode) {
        CastRecord good = record(1, 1, "good");
        CastRecord bad = record(1, 2, "refused");
        CastRecord last = record(1, 3, "last");
        MongoDatabase picky = refusing(VALIDATION_FAILED);
        Written first = writer(mode, FieldType.LONG, picky).write(List.of(bad, good), "source");
        assertThat(names()).containsExactly("good");
        assertThat(first.refused()).containsOnlyKeys(bad);
        assertThat(first.changes()).hasSize(1);
        assertThat(writer(mode, FieldType.LONG, picky)
                        .write(List.of(bad, last), "source")
                        .refused())
                .isEmpty();
        assertThat(names()).containsExactly("last");
    }

    @Test
    void a_refused_record_leaves_the_stored_document_with_its_history() {
        MongoDatabase picky = refusing(VALIDATION_FAILED);
        write(picky, record(1, 1, "one"));
        write(picky, record(1, 2, "two"));
        Document before = collection.find().first();
        Written written = write(picky, record(1, 3, "refused"), record(2, 3, "b"));
        assertThat(collection.find(new Document("_id", 1L)).first()).isEqualTo(before);
        assertThat(written.refused().values())
                .containsExactly("the database refuses it (code 121): not with this name");
        assertThat(names()).containsExactlyInAnyOrder("two", "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {SHUTTING_DOWN, INTERNAL_ERROR})
    void what_is_not_the_fault_of_a_document_fails_as_a_whole(int code) {
        assertThatThrownBy(() -> write(refusing(code), record(1, 1, "a"), record(2, 1, "refused")))
                .isInstanceOf(MongoBulkWriteException.class);
    }

    @Test
    void a_key_that_is_too_long_for_the_index_is_refused_where_the_server_has_such_a_limit() {
        StringBuilder key = new StringBuilder();
        new Random(1).ints(100_000, 'a', 'z' + 1).forEach(letter -> key.append((char) letter));
        CastRecord longKey = new CastRecord(
                Key.of(key.toString()),
                Operation.UPSERT,
                new Version(1, 1),
                new @Nullable Object[] {key.toString(), "long"},
                0);
        CastRecord other =
                new CastRecord(Key.of("b"), Operation.UPSERT, new Version(1, 1), new @Nullable Object[] {"b", "b"}, 0);
        Written written = writer(WriteMode.REPLACE, FieldType.STRING, database).write(List.of(longKey, other), "s");
        assertThat(names()).contains("b");
        assertThat(names().contains("long")).isNotEqualTo(written.refused().containsKey(longKey));
    }

    @ParameterizedTest
    @CsvSource({"INTEGER,LONG", "LONG,INTEGER", "DECIMAL,LONG", "LONG,DECIMAL"})
    void a_key_whose_type_was_changed_finds_its_documents(FieldType before, FieldType after) {
        writer(WriteMode.REPLACE, before, database).write(List.of(keyed(before, 1, "before")), "source");
        Written written = writer(WriteMode.REPLACE, after, database).write(List.of(keyed(after, 2, "after")), "source");
        assertThat(names()).containsExactly("after");
        assertThat(written.refused()).isEmpty();
        Document stored = collection.find(new Document("_id", 1L)).first();
        assertThat(stored).isNotNull();
        assertThat(BsonValues.key(layout(WriteMode.REPLACE, after).definition(), stored.get("_id")))
                .isEqualTo(keyed(after, 2, "").key());
        writer(WriteMode.REPLACE, after, database).write(List.of(keyed(after, 3, "again")), "source");
        assertThat(names()).containsExactly("again");
    }

    @Test
    void a_server_that_takes_no_pipeline_though_it_says_what_it_is_gets_its_replaces_by_filter() {
        write(database, record(1, 1, "one"), record(2, 1, "two"));
        MongoDatabase promising = with(
                database,
                MongoDatabase.class,
                "runCommand",
                arguments -> new Document("gitVersion", "documentdb-without-pipelines"));
        Written written = write(promising, record(1, 2, "newer"), record(2, 0, "older"), record(3, 1, "new"));
        assertThat(names()).containsExactlyInAnyOrder("newer", "two", "new");
        assertThat(written.refused()).isEmpty();
        assertThat(written.changes()).hasSize(3);
    }

    private static CastRecord keyed(FieldType type, long version, String name) {
        Object id =
                switch (type) {
                    case INTEGER -> 1;
                    case LONG -> 1L;
                    default -> BigDecimal.ONE;
                };
        return new CastRecord(
                Key.of(id), Operation.UPSERT, new Version(version, 1), new @Nullable Object[] {id, name}, 0);
    }

    private List<String> names() {
        return collection.find().map(document -> document.getString("name")).into(new ArrayList<>());
    }

    private static Written write(MongoDatabase database, CastRecord... records) {
        return writer(WriteMode.REPLACE, FieldType.LONG, database).write(List.of(records), "source");
    }

    private static CastRecord record(long id, long version, String name) {
        return new CastRecord(
                Key.of(id), Operation.UPSERT, new Version(version, 1), new @Nullable Object[] {id, name}, 0);
    }

    private static ProjectionWriter writer(WriteMode mode, FieldType key, MongoDatabase database) {
        return new ProjectionWriter(layout(mode, key), database, "things", Duration.ofDays(15), Clock.systemUTC());
    }

    private static ProjectionLayout layout(WriteMode mode, FieldType key) {
        Place place = new Place("test", 1, "");
        List<FieldDefinition> fields = List.of(field("id", key, place), field("name", FieldType.STRING, place));
        return ProjectionLayout.of(
                new ProjectionDefinition(
                        "things", "t.things", List.of("id"), null, mode, null, fields, List.of(), place),
                List.of());
    }

    private static FieldDefinition field(String name, FieldType type, Place place) {
        return FieldDefinition.plain(name, name, type, false, place);
    }

    /** The database, with a server that refuses documents of one name with this code, as a validator of one's own does. */
    @SuppressWarnings("unchecked")
    private MongoDatabase refusing(int code) {
        MongoCollection<Document> picky = with(
                collection,
                MongoCollection.class,
                "bulkWrite",
                arguments -> bulkWrite((List<WriteModel<Document>>) arguments[0], code));
        return with(database, MongoDatabase.class, "getCollection", arguments -> picky);
    }

    /** The same, but for one method. */
    private static <T> T with(T all, Class<? super T> type, String name, Function<Object[], Object> instead) {
        @SuppressWarnings("unchecked")
        T proxy = (T) Proxy.newProxyInstance(
                RefusedDocumentsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return method.getName().equals(name) ? instead.apply(arguments) : method.invoke(all, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return proxy;
    }

    private BulkWriteResult bulkWrite(List<WriteModel<Document>> models, int code) {
        List<BulkWriteError> errors = new ArrayList<>();
        int matched = 0;
        for (int i = 0; i < models.size(); i++) {
            if ("refused".equals(document(models.get(i)).getString("name"))) {
                errors.add(new BulkWriteError(code, "not with this name", new BsonDocument(), i));
            } else {
                try {
                    matched += collection.bulkWrite(List.of(models.get(i))).getMatchedCount();
                } catch (MongoBulkWriteException e) {
                    BulkWriteError error = e.getWriteErrors().get(0);
                    errors.add(new BulkWriteError(error.getCode(), error.getMessage(), error.getDetails(), i));
                }
            }
        }
        BulkWriteResult result = BulkWriteResult.acknowledged(0, matched, 0, 0, List.of(), List.of());
        if (!errors.isEmpty()) {
            throw new MongoBulkWriteException(result, errors, null, new ServerAddress(), java.util.Set.of());
        }
        return result;
    }

    private static Document document(WriteModel<Document> model) {
        if (model instanceof InsertOneModel<Document> insert) {
            return insert.getDocument();
        }
        if (model instanceof ReplaceOneModel<Document> replace) {
            return replace.getReplacement();
        }
        Document stage = (Document) Objects.requireNonNull(((UpdateOneModel<Document>) model).getUpdatePipeline())
                .get(0);
        return ((Document) stage.get("$replaceWith", Document.class)
                        .getList("$cond", Object.class)
                        .get(1))
                .get("$literal", Document.class);
    }
}

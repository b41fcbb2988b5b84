package io.tributary.runtime.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedMongoConcurrencyTest {

    private EmbeddedMongo server;
    private MongoClient client;
    private MongoCollection<Document> collection;
    private ExecutorService threads;

    @BeforeEach
    void start() {
        server = new EmbeddedMongo(0);
        client = MongoClients.create(server.uri());
        collection = client.getDatabase("test").getCollection("c");
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        client.close();
        server.close();
    }

    @Test
    void of_writers_that_read_the_same_revision_exactly_one_wins() throws Exception {
        int documents = 10;
        long increments = 150;
        collection.insertMany(
                LongStream.range(0, documents).mapToObj(id -> counter(id, 0)).toList());
        Callable<Long> writer = () -> {
            long won = 0;
            for (long i = 0; i < increments; i++) {
                won += increment(i % documents);
            }
            return won;
        };

        long won = 0;
        for (Future<Long> result : threads.invokeAll(List.of(writer, writer, writer, writer))) {
            won += result.get();
        }

        long stored = 0;
        for (Document document : collection.find()) {
            stored += document.getLong("value");
        }
        assertThat(won).isEqualTo(4 * increments);
        assertThat(stored).as("a lost update would make it less").isEqualTo(won);
    }

    /** Adds one by compare-and-set, as often as it takes. */
    private int increment(long id) {
        while (true) {
            long value = collection.find(eq("_id", id)).first().getLong("value");
            ReplaceOneModel<Document> change =
                    new ReplaceOneModel<>(and(eq("_id", id), eq("_meta.revision", value)), counter(id, value + 1));
            if (collection
                            .bulkWrite(List.of(change), new BulkWriteOptions().ordered(false))
                            .getMatchedCount()
                    == 1) {
                return 1;
            }
        }
    }

    private static Document counter(long id, long value) {
        return new Document("_id", id).append("value", value).append("_meta", new Document("revision", value));
    }

    @Test
    void a_document_is_never_read_half_written() throws Exception {
        List<Long> ids = LongStream.range(0, 20).boxed().toList();
        collection.insertMany(ids.stream().map(id -> wide(id, 0)).toList());
        AtomicBoolean done = new AtomicBoolean();
        Future<?> writing = threads.submit(() -> {
            for (int round = 1; round <= 300; round++) {
                int value = round;
                collection.bulkWrite(ids.stream()
                        .map(id -> new ReplaceOneModel<>(eq("_id", id), wide(id, value)))
                        .toList());
            }
            done.set(true);
        });

        while (!done.get() && !writing.isDone()) {
            for (Document document : collection.find(in("_id", ids))) {
                Object first = document.get("f0");
                assertThat(document).hasSize(41).containsEntry("f39", first);
                document.remove("_id");
                assertThat(document.values()).containsOnly(first);
            }
        }
        writing.get();
    }

    /** The number of fields changes with the value, and every field holds it. */
    private static Document wide(long id, int value) {
        Document document = new Document("_id", id);
        IntStream.range(0, 40).forEach(i -> document.append("f" + (value % 2 == 0 ? i : 39 - i), value));
        return document;
    }

    @Test
    void of_inserts_of_the_same_key_exactly_one_wins_and_the_index_has_it_once() throws Exception {
        collection.createIndex(ascending("ref"));
        Callable<Integer> inserter = () -> {
            int inserted = 0;
            for (int id = 0; id < 300; id++) {
                try {
                    InsertOneModel<Document> insert = new InsertOneModel<>(new Document("_id", id).append("ref", 1));
                    inserted += collection.bulkWrite(List.of(insert)).getInsertedCount();
                } catch (MongoBulkWriteException lost) {
                    assertThat(lost).hasMessageContaining("E11000");
                }
            }
            return inserted;
        };

        int inserted = 0;
        for (Future<Integer> result : threads.invokeAll(List.of(inserter, inserter, inserter))) {
            inserted += result.get();
        }
        assertThat(inserted).isEqualTo(300);
        assertThat(collection.find(eq("ref", 1)).into(new ArrayList<>())).hasSize(300);
    }
}

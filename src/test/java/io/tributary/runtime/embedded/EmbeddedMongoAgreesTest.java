package io.tributary.runtime.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the indexes answer is what a look at every document would have found, whatever was written before. */
class EmbeddedMongoAgreesTest {

    private static final int IDS = 200;
    private static final int REFERENCES = 20;

    private final TreeMap<Integer, Document> expected = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void indexed_queries_agree_with_filtering_in_java(long seed) {
        Random random = new Random(seed);
        try (EmbeddedMongo server = new EmbeddedMongo(0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> collection = client.getDatabase("test").getCollection("c");
            for (int step = 0; step < 2_000; step++) {
                if (step == 300) {
                    collection.createIndex(ascending("refs"));
                    collection.createIndex(ascending("kind.code"));
                }
                write(collection, random);
                if (step % 4 == 0) {
                    compare(collection, random);
                }
            }
            collection.deleteMany(new Document());
            assertThat(server.collection("test", "c").indexEntries()).isZero();
        }
    }

    private void write(MongoCollection<Document> collection, Random random) {
        int id = random.nextInt(IDS);
        Document stored = expected.get(id);
        if (stored == null) {
            Document fresh = document(id, random);
            collection.insertOne(fresh);
            expected.put(id, fresh);
        } else if (random.nextInt(4) == 0) {
            collection.deleteOne(and(eq("_id", id), eq("kind.code", code(stored))));
            expected.remove(id);
        } else if (random.nextInt(3) == 0) {
            Object refs = refs(random);
            collection.updateOne(eq("_id", id), new Document("$set", new Document("refs", refs)));
            expected.put(id, new Document(stored).append("refs", refs));
        } else {
            Document changed = document(id, random);
            collection.replaceOne(eq("_id", id), changed);
            expected.put(id, changed);
        }
    }

    private void compare(MongoCollection<Document> collection, Random random) {
        int a = random.nextInt(REFERENCES);
        int b = random.nextInt(REFERENCES);
        int code = random.nextInt(5);
        int from = random.nextInt(IDS);
        assertSame(collection, eq("refs", a), d -> refersTo(d, a));
        assertSame(collection, in("refs", a, b), d -> refersTo(d, a) || refersTo(d, b));
        assertSame(collection, and(eq("kind.code", code), eq("refs", a)), d -> code(d) == code && refersTo(d, a));
        assertSame(
                collection,
                and(List.of(and(in("refs", a, b)), eq("kind.code", code))),
                d -> code(d) == code && (refersTo(d, a) || refersTo(d, b)));
        assertSame(
                collection,
                and(gte("_id", from), lt("_id", from + 30), eq("kind.code", code)),
                d -> idOf(d) >= from && idOf(d) < from + 30 && code(d) == code);
        assertSame(
                collection,
                and(in("_id", a, b, from), eq("kind.code", code)),
                d -> List.of(a, b, from).contains(idOf(d)) && code(d) == code);
        assertSame(collection, eq("refs", null), d -> d.get("refs") == null);
    }

    private void assertSame(MongoCollection<Document> collection, Bson filter, Predicate<Document> condition) {
        List<Document> wanted = expected.values().stream().filter(condition).toList();
        assertThat(collection.find(filter).sort(ascending("_id")).into(new ArrayList<>()))
                .as("%s", filter)
                .isEqualTo(wanted);
        assertThat(collection.find(filter).into(new ArrayList<>())).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static Document document(int id, Random random) {
        Document document = new Document("_id", id).append("kind", new Document("code", random.nextInt(5)));
        Object refs = refs(random);
        return refs == null ? document : document.append("refs", refs);
    }

    /** A value, several, none, null. */
    private static Object refs(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(REFERENCES);
            case 1 -> null;
            default ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> random.nextInt(REFERENCES))
                        .toList();
        };
    }

    private static boolean refersTo(Document document, int value) {
        Object refs = document.get("refs");
        return refs instanceof List<?> list
                ? list.contains(value)
                : Integer.valueOf(value).equals(refs);
    }

    private static int code(Document document) {
        return document.get("kind", Document.class).getInteger("code");
    }

    private static int idOf(Document document) {
        return document.getInteger("_id");
    }
}

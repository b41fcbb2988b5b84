package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.projection.CompareAndSet.Write;
import io.tributary.view.TestMongo;
import java.util.List;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decision 0002, on the server that is there: what lost is named, and nothing else. */
class CompareAndSetTest {

    private static TestMongo server;

    private MongoCollection<Document> collection;
    private CompareAndSet writes;

    @BeforeAll
    static void start() {
        server = new TestMongo();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void three_documents() {
        MongoDatabase database = server.empty("compare_and_set");
        collection = database.getCollection("things");
        writes = CompareAndSet.seldomContended(database, "things");
        assertThat(writes.write(LongStream.rangeClosed(1, 3)
                        .mapToObj(id -> write(id, "first", null))
                        .toList()))
                .isEmpty();
    }

    @Test
    void replaces_and_inserts_that_lost_are_told_and_the_others_are_written() {
        List<Write> bulk = List.of(
                write(1, "second", revision(1)),
                write(2, "second", new ObjectId()),
                write(3, "second", null),
                write(4, "second", null));
        assertThat(writes.write(bulk)).containsExactlyInAnyOrder(2L, 3L);
        assertThat(names()).containsExactly("second", "first", "first", "second");
    }

    @Test
    void a_replace_of_what_is_gone_has_lost() {
        ObjectId gone = revision(2);
        collection.deleteOne(new Document("_id", 2L));
        assertThat(writes.write(List.of(write(1, "second", revision(1)), write(2, "second", gone))))
                .containsExactly(2L);
        assertThat(names()).containsExactly("second", "first");
    }

    @Test
    void what_is_gone_and_what_another_wrote_are_both_told() {
        ObjectId gone = revision(2);
        collection.deleteOne(new Document("_id", 2L));
        assertThat(writes.write(List.of(
                        write(1, "second", new ObjectId()), write(2, "second", gone), write(3, "second", revision(3)))))
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(names()).containsExactly("first", "second");
    }

    private List<String> names() {
        return collection
                .find()
                .sort(new Document("_id", 1))
                .map(document -> document.getString("name"))
                .into(new java.util.ArrayList<>());
    }

    private ObjectId revision(long id) {
        return new Stored(collection.find(new Document("_id", id)).first()).revision();
    }

    private static Write write(long id, String name, @Nullable ObjectId expected) {
        Document document = new Document("_id", id).append("name", name).append(Meta.META, new Document());
        return new Write(document, expected);
    }
}

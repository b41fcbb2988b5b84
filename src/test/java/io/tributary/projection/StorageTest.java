package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.cast.RejectedRecord;
import io.tributary.record.Operation;
import io.tributary.view.TestMongo;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept beside the projections, and how equal versions are told apart. */
class StorageTest {

    private static TestMongo server;

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
    void empty() {
        database = server.empty("storage");
    }

    @Test
    void messages_of_one_millisecond_keep_a_rejected_record_each_and_a_redelivery_keeps_none() {
        MongoCollection<Document> collection = database.getCollection("rejected");
        RejectedRecords rejected = new RejectedRecords(collection, Clock.systemUTC());
        RejectedRecord record = new RejectedRecord(
                "t.p",
                "parents",
                "message",
                "",
                0,
                1_769_850_000_000_000L,
                Operation.UPSERT,
                RejectedRecord.Cause.CAST,
                "id: no",
                Map.of());
        rejected.store("message-1", 0, List.of(record));
        rejected.store("message-2", 0, List.of(record));
        rejected.store("message-1", 0, List.of(record));
        assertThat(collection.countDocuments()).isEqualTo(2);
    }

    @Test
    void another_time_to_keep_tombstones_is_taken_over_by_the_next_start() {
        MongoCollection<Document> collection = database.getCollection("families");
        Indexes.ofReferences(List.of(), collection, Duration.ofDays(15)).run();
        Indexes.ofReferences(List.of(), collection, Duration.ofDays(20)).run();
        assertThat(collection.listIndexes())
                .as("the embedded server keeps the old one beside it, and ignores both")
                .anySatisfy(index -> assertThat(((Number) index.getOrDefault("expireAfterSeconds", 0)).longValue())
                        .isEqualTo(Duration.ofDays(20).toSeconds()));
    }

    @Test
    void different_records_of_one_version_are_told_apart_whatever_process_compares_them() {
        assertToldApart(new Object[] {new Date(1_000)}, new Object[] {new Date(1_001)});
        assertToldApart(new Object[] {"a, b", "c"}, new Object[] {"a", "b, c"});
        assertToldApart(new Object[] {null}, new Object[] {"a"});
    }

    private static void assertToldApart(@Nullable Object[] left, @Nullable Object[] right) {
        assertThat(Ties.compare(left, right)).isNotZero();
        assertThat(Integer.signum(Ties.compare(left, right))).isEqualTo(-Integer.signum(Ties.compare(right, left)));
    }
}

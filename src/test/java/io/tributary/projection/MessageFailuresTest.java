package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.queue.MessageFailure;
import io.tributary.view.TestMongo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why messages failed is kept, bounded, beside their ids. */
class MessageFailuresTest {

    private static final Instant SENT = Instant.parse("2026-02-01T10:00:00Z");

    private TestMongo server;
    private MongoDatabase database;
    private MessageFailures failures;

    @BeforeEach
    void start() {
        server = new TestMongo();
        database = server.empty("failures");
        failures = new MessageFailures(database.getCollection("failures"), Duration.ofDays(15), "host-1");
    }

    @AfterEach
    void stop() {
        database.drop();
        server.close();
    }

    @Test
    void a_message_that_fails_again_keeps_one_document_with_the_last_reason_the_first_time_and_the_count() {
        failures.add(failure("q", "m1", 1, "IllegalStateException", "first"));
        failures.add(failure("q", "m1", 2, "NullPointerException", "second"));
        failures.add(failure("q", "m2", 1, "IllegalStateException", "other"));
        failures.add(failure("p", "m1", 1, "IllegalStateException", "of another queue"));
        assertThat(database.getCollection("failures").countDocuments()).isEqualTo(3);
        assertThat(failures.of("q", List.of("m1", "unseen")))
                .containsOnlyKeys("m1")
                .containsEntry(
                        "m1",
                        new MessageFailures.History(
                                "NullPointerException",
                                "second",
                                2,
                                2,
                                SENT.plusSeconds(1),
                                SENT.plusSeconds(2),
                                "host-1"));
    }

    @Test
    void what_is_kept_goes_after_longer_than_a_message_lives() {
        failures.add(failure("q", "m1", 1, "IllegalStateException", "first"));
        assertThat(database.getCollection("failures").listIndexes())
                .extracting(index -> index.get("key"), index -> seconds(index))
                .contains(org.assertj.core.api.Assertions.tuple(
                        new Document("lastAt", 1), Duration.ofDays(15).toSeconds()));
    }

    private static long seconds(Document index) {
        return ((Number) index.getOrDefault("expireAfterSeconds", 0)).longValue();
    }

    private static MessageFailure failure(String queue, String id, int count, String kind, String reason) {
        return new MessageFailure(queue, id, SENT, count, kind, reason, SENT.plusSeconds(count));
    }
}

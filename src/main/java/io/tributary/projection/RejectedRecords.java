package io.tributary.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import io.tributary.cast.RejectedRecord;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * The records that could not be cast, kept with their reason, their place in the source and their values. A redelivered record is
 * kept once: its id says in which batch it came, and which of its rows it is.
 */
public final class RejectedRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MongoCollection<Document> collection;
    private final Clock clock;

    public RejectedRecords(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection;
        this.clock = clock;
    }

    /**
     * Stores the rejected records of one batch.
     *
     * @param batch identifies the batch over redeliveries; the read sequence alone does not, since two messages of other producers
     *     may be sent within one millisecond
     * @throws com.mongodb.MongoException if the database fails
     */
    public void store(String batch, List<RejectedRecord> rejected) {
        Once.insert(
                collection,
                rejected.stream().map(record -> document(batch, record)).toList());
    }

    private Document document(String batch, RejectedRecord record) {
        return new Document("_id", record.projection() + "|" + batch + "|" + record.sequence())
                .append("topic", record.topic())
                .append("projection", record.projection())
                .append("source", record.source())
                .append("place", record.place())
                .append("line", record.line())
                .append("sequence", record.sequence())
                .append("operation", record.operation().name())
                .append("reason", record.reason())
                .append("values", values(record))
                .append("rejectedAt", Date.from(clock.instant()));
    }

    /** As JSON text: a source's names may hold what a BSON document does not take. */
    private String values(RejectedRecord record) {
        try {
            return JSON.writeValueAsString(record.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of a rejected record cannot be written: " + record.values(), e);
        }
    }
}

package io.tributary.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.tributary.cast.CastBatch;
import io.tributary.cast.RejectedRecord;
import io.tributary.record.RecordBatch;
import io.tributary.record.Replay;
import io.tributary.record.Surrogates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * The records that could not be taken, kept with their reason, their place in the source and their values until they have been taken
 * after all or somebody drops them. A redelivered record is kept once: its id says which record of which source it is. One that is sent
 * again stays until it is written.
 */
public final class RejectedRecords {

    static final String PROJECTION = "projection";
    static final String SEQUENCE = "sequence";
    static final String REPLAYED_AT = "replayedAt";
    static final String REPLAYS = "replays";
    static final String FIRST_REJECTED_AT = "firstRejectedAt";
    static final String REJECTED_AT = "rejectedAt";

    private static final String LATE =
            "came again when tombstones of its time were gone: nobody can tell whether the row was"
                    + " deleted since; let the agent read it again, or replay it with --include-old";

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final Clock clock;

    public RejectedRecords(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection;
        this.clock = clock;
    }

    /** The indexes of the collection: one for each filter, and the one by which records leave that nobody has looked at. */
    public static Indexes indexes(MongoCollection<Document> collection, Duration keep) {
        return new Indexes(
                collection,
                List.of("topic", PROJECTION, "source").stream()
                        .map(field -> new Document(field, 1).append(REJECTED_AT, -1))
                        .toList(),
                REJECTED_AT,
                keep);
    }

    /**
     * The id of a rejected record; of letters that a shell leaves alone, if those of its source are.
     *
     * @param origin see {@link io.tributary.record.Replay#origin}; the read sequence alone does not tell records apart
     */
    static String id(String projection, String origin, long sequence) {
        return projection + ":" + origin + ":" + sequence;
    }

    /**
     * Stores the rejected records of one batch.
     *
     * @param origin identifies, with their read sequences, the records over redeliveries
     * @param attempt 0 for rows that were just read; else how often they were sent again: then what is stored of them is renewed
     * @throws com.mongodb.MongoException if the database fails
     */
    public void store(String origin, int attempt, List<RejectedRecord> rejected) {
        List<Document> documents =
                rejected.stream().map(record -> document(origin, record)).toList();
        Set<Integer> present = Once.insert(collection, documents);
        if (attempt > 0 && !present.isEmpty()) {
            List<WriteModel<Document>> renewals = new ArrayList<>();
            present.forEach(index -> renewals.add(renewal(documents.get(index), attempt)));
            collection.bulkWrite(renewals, UNORDERED);
        }
    }

    /** Whether the batch is a replay that waited until nobody can tell any more what was deleted since. */
    boolean isLate(RecordBatch batch) {
        Replay replay = batch.replay();
        return replay != null && replay.until() != null && clock.instant().isAfter(replay.until());
    }

    /** A late batch: all of it stays rejected. */
    static CastBatch late(RecordBatch batch, String projection) {
        List<RejectedRecord> rejected = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            rejected.add(RejectedRecord.of(batch, projection, row, RejectedRecord.Cause.CAST, LATE));
        }
        return new CastBatch(List.of(), rejected);
    }

    /** Those of the records that are still kept, with the time when they were rejected first. */
    Map<String, Date> firstRejected(Collection<String> ids) {
        Map<String, Date> first = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            collection
                    .find(Filters.in("_id", ids))
                    .projection(Projections.include(FIRST_REJECTED_AT))
                    .forEach(kept -> first.put(kept.getString("_id"), kept.getDate(FIRST_REJECTED_AT)));
        }
        return first;
    }

    void remove(Collection<String> ids) {
        if (!ids.isEmpty()) {
            collection.deleteMany(Filters.in("_id", ids));
        }
    }

    /** The place in the order, the first time and the values stay; what is new is why it is rejected now. */
    private static WriteModel<Document> renewal(Document document, int attempt) {
        Document now = new Document();
        for (String field : List.of("operation", "cause", "reason", "problem", REJECTED_AT)) {
            now.append(field, document.get(field));
        }
        return new UpdateOneModel<>(
                Filters.eq("_id", document.get("_id")),
                new Document("$set", now)
                        .append("$max", new Document(REPLAYS, attempt))
                        .append("$unset", new Document(REPLAYED_AT, "")));
    }

    private Document document(String origin, RejectedRecord record) {
        Date now = Date.from(clock.instant());
        Document document = new Document("_id", id(record.projection(), origin, record.sequence()))
                .append("topic", record.topic())
                .append(PROJECTION, record.projection())
                .append("source", record.source())
                .append("origin", origin)
                .append("place", Surrogates.replaced(record.place()))
                .append("line", record.line())
                .append(SEQUENCE, record.sequence())
                .append("operation", record.operation().name())
                .append("cause", record.cause().name())
                .append("reason", Surrogates.replaced(record.reason()))
                .append("problem", Surrogates.replaced(problem(record.reason())));
        try {
            RejectedValues.write(document, record.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of a rejected record cannot be written: " + record.values(), e);
        }
        return document.append(FIRST_REJECTED_AT, now).append(REJECTED_AT, now).append(REPLAYS, 0);
    }

    /** The reason without the value: what a thousand rows with the same mistake have in common. */
    static String problem(String reason) {
        return reason.replaceAll("(?<=^|: )'.*?'(?= )", "'…'");
    }
}

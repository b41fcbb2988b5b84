package io.tributary.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.tributary.queue.FailureLog;
import io.tributary.queue.MessageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Why messages failed: one document per message, whatever the number of its failures, with the last reason. A TTL index removes it
 * after longer than the message can live.
 */
public final class MessageFailures implements FailureLog {

    private final MongoCollection<Document> collection;
    private final Indexes indexes;
    private final String process;

    /**
     * A log.
     *
     * @param keep how long a document is kept after the last failure
     * @param process who writes here, for people: host and roles
     */
    public MessageFailures(MongoCollection<Document> collection, Duration keep, String process) {
        this.collection = collection;
        this.indexes = new Indexes(collection, List.of(), "lastAt", keep);
        this.process = process;
    }

    /**
     * What is kept of one message.
     *
     * @param failures how often it failed, by this count; a process that was killed left none
     * @param lastBy the process that met the last failure
     */
    public record History(
            String kind,
            String reason,
            int failures,
            int receiveCount,
            Instant firstAt,
            Instant lastAt,
            String lastBy) {}

    @Override
    public void add(MessageFailure failure) {
        indexes.run();
        try {
            upsert(failure);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Two processes inserted at once: now it is there.
            upsert(failure);
        }
    }

    private void upsert(MessageFailure failure) {
        Bson update = Updates.combine(
                Updates.setOnInsert("queue", failure.queue()),
                Updates.setOnInsert("messageId", failure.messageId()),
                Updates.setOnInsert("sentAt", Date.from(failure.sentAt())),
                Updates.setOnInsert("firstAt", Date.from(failure.at())),
                Updates.inc("failures", 1),
                Updates.set("kind", failure.kind()),
                Updates.set("reason", failure.reason()),
                Updates.set("receiveCount", failure.receiveCount()),
                Updates.set("lastAt", Date.from(failure.at())),
                Updates.set("lastBy", process));
        collection.updateOne(
                Filters.eq("_id", id(failure.queue(), failure.messageId())), update, new UpdateOptions().upsert(true));
    }

    /** What is kept of these messages of a queue, by their ids; nothing for a message that nobody saw fail. */
    public Map<String, History> of(String queue, Collection<String> messageIds) {
        Map<String, History> found = new HashMap<>();
        List<String> ids = messageIds.stream().map(id -> id(queue, id)).toList();
        collection
                .find(Filters.in("_id", ids))
                .forEach(document -> found.put(document.getString("messageId"), history(document)));
        return found;
    }

    private static History history(Document document) {
        return new History(
                document.getString("kind"),
                document.getString("reason"),
                document.get("failures", Number.class).intValue(),
                document.get("receiveCount", Number.class).intValue(),
                document.getDate("firstAt").toInstant(),
                document.getDate("lastAt").toInstant(),
                document.getString("lastBy"));
    }

    private static String id(String queue, String messageId) {
        return queue + "|" + messageId;
    }
}

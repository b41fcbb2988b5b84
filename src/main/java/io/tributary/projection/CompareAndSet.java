package io.tributary.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents in one unordered bulk, each only if its revision is still the one that was read: an insert where there was
 * none, a replace guarded by the revision where there was one, never an upsert, which could bring back what was removed. Shared by
 * projections and single views. Portable operations only (I8).
 */
public final class CompareAndSet {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private CompareAndSet() {}

    /**
     * One write.
     *
     * @param document the whole document with {@code _id} and {@code _meta}; its revision is set here
     * @param expected the revision that was read, or null if there was no document
     */
    public record Write(Document document, @Nullable ObjectId expected) {

        Object id() {
            return Objects.requireNonNull(document.get("_id"));
        }

        ObjectId revision() {
            return document.get(Meta.META, Document.class).getObjectId(Meta.REVISION);
        }
    }

    /**
     * Writes, and tells who lost.
     *
     * @return the ids of the documents that somebody else wrote since they were read: to be read and decided again
     * @throws com.mongodb.MongoException if the server cannot be reached or refuses for another reason than a lost race
     */
    public static Set<Object> write(MongoCollection<Document> collection, List<Write> writes) {
        if (writes.isEmpty()) {
            return Set.of();
        }
        List<WriteModel<Document>> models = new ArrayList<>(writes.size());
        int replaces = 0;
        for (Write write : writes) {
            write.document().get(Meta.META, Document.class).put(Meta.REVISION, new ObjectId());
            models.add(model(write));
            replaces += write.expected() == null ? 0 : 1;
        }
        Set<Object> lost = new HashSet<>();
        int matched;
        try {
            matched = collection.bulkWrite(models, UNORDERED).getMatchedCount();
        } catch (MongoBulkWriteException e) {
            matched = e.getWriteResult().getMatchedCount();
            addLostInserts(e, writes, lost);
        }
        if (matched < replaces) {
            addLostReplaces(collection, writes, lost);
        }
        return lost;
    }

    private static WriteModel<Document> model(Write write) {
        return write.expected() == null
                ? new InsertOneModel<>(write.document())
                : new ReplaceOneModel<>(
                        Filters.and(
                                Filters.eq("_id", write.id()), Filters.eq(Meta.path(Meta.REVISION), write.expected())),
                        write.document());
    }

    private static void addLostInserts(MongoBulkWriteException e, List<Write> writes, Set<Object> lost) {
        if (e.getWriteConcernError() != null) {
            throw e;
        }
        for (BulkWriteError error : e.getWriteErrors()) {
            Write write = writes.get(error.getIndex());
            if (error.getCategory() != ErrorCategory.DUPLICATE_KEY || write.expected() != null) {
                throw e;
            }
            lost.add(write.id());
        }
    }

    /** A bulk tells only how many replaces matched. Revisions are unique, so the stored ones tell which. */
    private static void addLostReplaces(MongoCollection<Document> collection, List<Write> writes, Set<Object> lost) {
        Map<Object, ObjectId> mine = new HashMap<>();
        for (Write write : writes) {
            if (write.expected() != null) {
                mine.put(write.id(), write.revision());
            }
        }
        Set<Object> won = new HashSet<>();
        collection
                .find(Filters.in("_id", mine.keySet()))
                .projection(Projections.include(Meta.path(Meta.REVISION)))
                .forEach(stored -> {
                    if (new Stored(stored).revision().equals(mine.get(stored.get("_id")))) {
                        won.add(stored.get("_id"));
                    }
                });
        mine.keySet().stream().filter(id -> !won.contains(id)).forEach(lost::add);
    }
}

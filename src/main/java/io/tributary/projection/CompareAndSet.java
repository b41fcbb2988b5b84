package io.tributary.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.WriteModel;
import io.tributary.queue.TransientFailures;
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
 * Writes documents of one collection in one unordered bulk, each only if its revision is still the one that was read: an insert
 * where there was none, a replace guarded by the revision where there was one, never an upsert, which could bring back what was
 * removed. Shared by projections and single views. Portable operations, but for the {@link Guard} that the server may have (I8).
 */
public final class CompareAndSet {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoDatabase database;
    private final MongoCollection<Document> collection;
    private volatile @Nullable Guard guard;

    /**
     * The writes of one collection whose documents two often write at a time, as views; the guard is in the filter. The server need not
     * be there yet.
     *
     * @param database the database, with majority write concern
     * @param collection the name of the collection
     */
    public CompareAndSet(MongoDatabase database, String collection) {
        this(database, collection, Guard.FILTER);
    }

    private CompareAndSet(MongoDatabase database, String collection, @Nullable Guard guard) {
        this.database = database;
        this.collection = database.getCollection(collection);
        this.guard = guard;
    }

    /**
     * The writes of one collection of small documents that two seldom write at a time, as those of a projection; with the guard that is
     * the fastest on this server where nobody loses.
     */
    public static CompareAndSet seldomContended(MongoDatabase database, String collection) {
        return new CompareAndSet(database, collection, null);
    }

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

    /** Hears of a document that was refused for what it holds: what is stored is as it was. */
    @FunctionalInterface
    public interface Refusals {
        void refused(Write write, Refusal refusal);
    }

    /**
     * Writes, and tells who lost.
     *
     * @return the ids of the documents that somebody else wrote since they were read: to be read and decided again
     * @throws com.mongodb.MongoException if the server cannot be reached or refuses for another reason than a lost race
     */
    public Set<Object> write(List<Write> writes) {
        return write(writes, (write, refusal) -> {
            throw refusal.failure();
        });
    }

    /**
     * Writes, and tells who lost and what was refused: one document that the server does not take leaves the others alone.
     *
     * @return the ids of the documents that somebody else wrote since they were read: to be read and decided again
     * @throws com.mongodb.MongoException if the server cannot be reached, or if it may take later what it refuses now
     */
    public Set<Object> write(List<Write> writes, Refusals refusals) {
        if (writes.isEmpty()) {
            return Set.of();
        }
        return write(writes, guard(), refusals);
    }

    private Guard guard() {
        Guard known = guard;
        if (known == null) {
            known = Guard.of(database);
            guard = known;
        }
        return known;
    }

    private Set<Object> write(List<Write> writes, Guard guard, Refusals refusals) {
        List<WriteModel<Document>> models = new ArrayList<>(writes.size());
        int replaces = 0;
        for (Write write : writes) {
            write.document().get(Meta.META, Document.class).put(Meta.REVISION, new ObjectId());
            models.add(model(write, guard));
            replaces += write.expected() == null ? 0 : 1;
        }
        Set<Object> lost = new HashSet<>();
        Set<Write> refused = new HashSet<>();
        int matched;
        try {
            matched = collection.bulkWrite(models, UNORDERED).getMatchedCount();
        } catch (RuntimeException e) {
            if (guard != Guard.FILTER && !TransientFailures.isTransient(e) && !isBeyondGuards(e, writes, guard)) {
                // What was written already is found as lost, and is the same when it is decided again.
                return write(writes, Guard.FILTER, refusals);
            }
            if (!(e instanceof MongoBulkWriteException bulk)) {
                return isolate(writes, refusals, e);
            }
            matched = bulk.getWriteResult().getMatchedCount();
            replaces -= (int) bulk.getWriteErrors().stream()
                    .filter(error -> isLostReplace(error, writes, guard))
                    .count();
            addLost(bulk, writes, guard, lost, (write, refusal) -> {
                refused.add(write);
                refusals.refused(write, refusal);
            });
        }
        if (matched < replaces) {
            addLostReplaces(
                    writes.stream()
                            .filter(write -> !refused.contains(write) && !lost.contains(write.id()))
                            .toList(),
                    lost);
        }
        return lost;
    }

    /** Whether another guard would change nothing: only inserts failed, which none has a part in, and replaces that lost. */
    private static boolean isBeyondGuards(RuntimeException e, List<Write> writes, Guard guard) {
        return e instanceof MongoBulkWriteException bulk
                && bulk.getWriteErrors().stream()
                        .allMatch(error ->
                                writes.get(error.getIndex()).expected() == null || isLostReplace(error, writes, guard));
    }

    private static boolean isLostReplace(BulkWriteError error, List<Write> writes, Guard guard) {
        return writes.get(error.getIndex()).expected() != null && guard.isLost(error);
    }

    /**
     * The whole bulk was refused, which does not say for which of its documents: halves find it. What had been written before it was
     * refused is found as lost, and is the same when it is decided again.
     */
    private Set<Object> isolate(List<Write> writes, Refusals refusals, RuntimeException failure) {
        Refusal refusal = Refusal.of(failure);
        if (refusal == null) {
            throw failure;
        }
        if (writes.size() == 1) {
            refusals.refused(writes.get(0), refusal);
            return Set.of();
        }
        int middle = writes.size() / 2;
        Set<Object> lost = new HashSet<>(write(writes.subList(0, middle), Guard.FILTER, refusals));
        lost.addAll(write(writes.subList(middle, writes.size()), Guard.FILTER, refusals));
        return lost;
    }

    private static WriteModel<Document> model(Write write, Guard guard) {
        return write.expected() == null
                ? new InsertOneModel<>(write.document())
                : guard.replace(write.document(), write.expected());
    }

    private static void addLost(
            MongoBulkWriteException e, List<Write> writes, Guard guard, Set<Object> lost, Refusals refusals) {
        if (e.getWriteConcernError() != null || TransientFailures.isTransient(e)) {
            throw e;
        }
        for (BulkWriteError error : e.getWriteErrors()) {
            Write write = writes.get(error.getIndex());
            boolean taken = error.getCategory() == ErrorCategory.DUPLICATE_KEY && write.expected() == null;
            if (taken || isLostReplace(error, writes, guard)) {
                lost.add(write.id());
                continue;
            }
            Refusal refusal = Refusal.of(error, e);
            if (refusal == null) {
                throw e;
            }
            refusals.refused(write, refusal);
        }
    }

    /** A bulk tells at most how many replaces matched. Revisions are unique, so the stored ones tell which. */
    private void addLostReplaces(List<Write> writes, Set<Object> lost) {
        Map<Object, ObjectId> mine = new HashMap<>();
        List<Object> ids = new ArrayList<>();
        for (Write write : writes) {
            if (write.expected() != null) {
                ids.add(write.id());
                mine.put(BsonValues.comparable(write.id()), write.revision());
            }
        }
        Set<Object> won = new HashSet<>();
        collection
                .find(Filters.in("_id", ids))
                .projection(Projections.include(Meta.path(Meta.REVISION)))
                .batchSize(ids.size() + 1)
                .forEach(stored -> {
                    Object id = BsonValues.comparable(new Stored(stored).id());
                    if (new Stored(stored).revision().equals(mine.get(id))) {
                        won.add(id);
                    }
                });
        writes.stream()
                .filter(write -> write.expected() != null && !won.contains(BsonValues.comparable(write.id())))
                .forEach(write -> lost.add(write.id()));
    }
}

package io.tributary.agent;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import io.tributary.record.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as documents, one per id. Only point reads, replacing upserts and deletes by {@code _id}, which every
 * MongoDB-compatible engine has; written with majority, read from the primary, so that a checkpoint is never rolled back
 * behind what its agent has forgotten.
 *
 * <p>Each write has a revision and replaces only lower ones: a write whose answer did not come in time, and was given up, may still
 * be on its way, and must not undo those that came after it.
 */
public final class MongoCheckpointStore implements CheckpointStore {

    private static final String REVISION = "revision";

    /** Others write the same entries only by mistake: two agents of one name. */
    private static final int ATTEMPTS = 10;

    private final MongoCollection<Document> checkpoints;

    /** The highest revision of each entry that was stored, or may be. */
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();

    public MongoCheckpointStore(MongoDatabase database, Names names) {
        this.checkpoints = database.getCollection(names.checkpointsCollection())
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.DEFAULT)
                .withReadPreference(ReadPreference.primary());
    }

    @Override
    public @Nullable Map<String, Object> load(String id) {
        Document found = checkpoints.find(Filters.eq("_id", id)).first();
        if (found == null) {
            return null;
        }
        Map<String, Object> entry = new HashMap<>(found);
        entry.remove("_id");
        entry.remove(REVISION);
        return entry;
    }

    @Override
    public void save(String id, Map<String, Object> entry) {
        long known = revisions.computeIfAbsent(id, this::storedRevision);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            // Known before it is tried: what fails may be stored all the same.
            revisions.put(id, known + 1);
            if (replace(id, entry, known + 1)) {
                return;
            }
            known = storedRevision(id);
        }
        throw new IllegalStateException("checkpoint '" + id
                + "' is written by somebody else at the same time: is there another agent of that name?");
    }

    /** Whether it replaced what was there; if not, that has the same revision or a higher one. */
    boolean replace(String id, Map<String, Object> entry, long revision) {
        Document document = new Document("_id", id);
        document.putAll(entry);
        document.put(REVISION, revision);
        try {
            checkpoints.replaceOne(
                    Filters.and(Filters.eq("_id", id), Filters.not(Filters.gte(REVISION, revision))),
                    document,
                    new ReplaceOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private long storedRevision(String id) {
        Document found = checkpoints
                .find(Filters.eq("_id", id))
                .projection(Projections.include(REVISION))
                .first();
        return found != null && found.get(REVISION) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public void delete(String id) {
        checkpoints.deleteOne(Filters.eq("_id", id));
        revisions.remove(id);
    }
}

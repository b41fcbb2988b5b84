package io.tributary.agent;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.tributary.record.Names;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as documents, one per id. Only point reads, replacing upserts and deletes by {@code _id}, which every
 * MongoDB-compatible engine has; written with majority, read from the primary, so that a checkpoint is never rolled back
 * behind what its agent has forgotten.
 */
public final class MongoCheckpointStore implements CheckpointStore {

    private final MongoCollection<Document> checkpoints;

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
        return entry;
    }

    @Override
    public void save(String id, Map<String, Object> entry) {
        Document document = new Document("_id", id);
        document.putAll(entry);
        checkpoints.replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
    }

    @Override
    public void delete(String id) {
        checkpoints.deleteOne(Filters.eq("_id", id));
    }
}

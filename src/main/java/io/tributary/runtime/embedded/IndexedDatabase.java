package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;

/** A database in memory with an ordered {@code _id} index and real secondary indexes. */
final class IndexedDatabase extends AbstractSynchronizedMongoDatabase<Integer> {

    IndexedDatabase(String name, CursorRegistry cursors) {
        super(name, cursors);
        initializeNamespacesAndIndexes();
    }

    @Override
    protected IndexedCollection openOrCreateCollection(String collectionName, CollectionOptions options) {
        return new IndexedCollection(this, collectionName, options, cursorRegistry);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        boolean onId = keys.size() == 1 && keys.get(0).getKey().equals(IdIndex.ID);
        return onId ? new IdIndex(indexName, keys) : new MemoryUniqueIndex(indexName, keys, sparse);
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return IndexedPath.canIndex(keys.get(0).getKey())
                ? new SecondaryIndex(indexName, keys)
                : super.openOrCreateSecondaryIndex(collectionName, indexName, keys, sparse);
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        Document response = super.handleCommand(channel, command, query, databases, oplog);
        if (command.equalsIgnoreCase("insert")) {
            countOnlyWhatWasInserted(query, response);
        }
        return response;
    }

    /** The server answers with the number of documents it was sent, whatever became of them. */
    private static void countOnlyWhatWasInserted(Document query, Document response) {
        if (response.get("writeErrors") instanceof List<?> errors
                && errors.get(0) instanceof Document first
                && first.get("index") instanceof Integer firstFailed
                && response.get("n") instanceof Integer sent) {
            boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
            response.put("n", ordered ? firstFailed : sent - errors.size());
        }
    }
}

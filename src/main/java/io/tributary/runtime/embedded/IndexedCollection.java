package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexKeySpecsConflictException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A collection in memory whose queries use its indexes. A stored document is never changed, only replaced by another one: the
 * server encodes its answers after it has left the monitor, and a document changed meanwhile would arrive half old, half new.
 */
final class IndexedCollection extends AbstractSynchronizedMongoCollection<Integer> {

    private final DocumentStore documents = new DocumentStore();
    private final List<SecondaryIndex> secondaryIndexes = new ArrayList<>();
    private @Nullable IdIndex ids;
    private boolean updating;
    private long examined;

    IndexedCollection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
        super(database, name, options, cursors);
    }

    /** How many documents queries, updates and deletes have looked at so far. */
    synchronized long examined() {
        return examined;
    }

    /** How many entries the secondary indexes hold together. */
    synchronized long indexEntries() {
        return secondaryIndexes.stream().mapToLong(SecondaryIndex::getCount).sum();
    }

    // ------------------------------------------------------------------------------------------------------------
    // queries

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        int idDirection = idDirection(orderBy);
        QueryPlan plan = ids == null ? null : QueryPlan.of(query, idDirection, ids, secondaryIndexes);
        QueryResult result;
        if (plan == null) {
            result = super.queryDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
        } else {
            boolean sorted = orderBy == null || (idDirection != 0 && plan.ordered());
            Comparator<Document> order = sorted ? null : comparator(orderBy, idDirection);
            Stream<Document> candidates =
                    StreamSupport.stream(plan.positions().spliterator(), false).map(this::getDocument);
            result = matchDocumentsFromStream(
                    plan.remaining(), candidates, numberToSkip, limit, batchSize, order, fieldSelector);
        }
        return updating ? copies(result) : result;
    }

    /** An id is unique, so what follows it in an order has no say. */
    private static int idDirection(@Nullable Document orderBy) {
        if (orderBy == null || orderBy.isEmpty()) {
            return 0;
        }
        String first = orderBy.keySet().iterator().next();
        return first.equals(IdIndex.ID) && orderBy.get(first) instanceof Number n ? Integer.signum(n.intValue()) : 0;
    }

    private static @Nullable Comparator<Document> comparator(@Nullable Document orderBy, int idDirection) {
        if (idDirection == 0) {
            return deriveComparator(orderBy);
        }
        Comparator<Document> byId = (a, b) -> ValueOrder.INSTANCE.compare(a.get(IdIndex.ID), b.get(IdIndex.ID));
        return idDirection > 0 ? byId : byId.reversed();
    }

    /** The full scan, for what no index serves. */
    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Stream<Integer> positions = documents.positions();
        if (isNaturalDescending(orderBy)) {
            positions = positions.sorted(Comparator.reverseOrder());
        }
        return matchDocumentsFromStream(
                positions.map(this::getDocument), query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        examined++;
        return query.isEmpty() || super.documentMatchesQuery(document, query);
    }

    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        return super.count(query, skip, limit);
    }

    // -------------------------------------------------------------------------------------------------------------
    // writes

    @Override
    public synchronized Document updateDocuments(
            Document selector,
            Document updateQuery,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        IdIndex byId = ids;
        if (byId != null && !isMulti && updateQuery.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
            List<Document> found = queryDocuments(selector, null, 0, 1, 0, null).collectDocuments();
            if (!found.isEmpty() || !isUpsert) {
                boolean changed = !found.isEmpty() && replace(byId, found.get(0), updateQuery);
                return new Document("n", found.size()).append("nModified", changed ? 1 : 0);
            }
        }
        updating = true;
        try {
            return super.updateDocuments(selector, updateQuery, arrayFilters, isMulti, isUpsert, oplog);
        } finally {
            updating = false;
        }
    }

    /** Writes a whole document in place of another, without the server's four copies of it; false if they are equal. */
    private boolean replace(IdIndex byId, Document stored, Document replacement) {
        Document replaced = new Document(IdIndex.ID, stored.get(IdIndex.ID));
        replaced.putAll(replacement);
        boolean changed = !replaced.equals(stored);
        Integer position = byId.getPosition(stored);
        if (changed && position != null) {
            getIndexes().forEach(index -> index.checkUpdate(stored, replaced, this));
            getIndexes().forEach(index -> index.updateInPlace(stored, replaced, position, this));
            handleUpdate(position, stored, replaced);
        }
        return changed;
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        updating = true;
        try {
            return super.findAndModify(query);
        } finally {
            updating = false;
        }
    }

    /** The server changes the top level of what an update finds, in place: it gets copies, made one by one as it asks. */
    private static QueryResult copies(QueryResult found) {
        List<Document> stored = found.collectDocuments();
        return new QueryResult(() -> stored.stream().map(Document::clone).iterator());
    }

    @Override
    protected void handleUpdate(Integer position, Document oldDocument, Document newDocument) {
        documents.set(position, newDocument);
        secondaryIndexes.forEach(index -> index.replace(oldDocument, newDocument, position));
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        int position = documents.add(document);
        secondaryIndexes.forEach(index -> index.insert(document, position));
        return position;
    }

    @Override
    protected void removeDocument(Integer position) {
        Document document = documents.get(position);
        secondaryIndexes.forEach(index -> index.delete(document, position));
        documents.remove(position.intValue());
    }

    // ------------------------------------------------------------------------------------------------------------
    // indexes

    @Override
    public synchronized void addIndex(Index<Integer> index) {
        if (index instanceof SecondaryIndex secondary) {
            addSecondaryIndex(secondary);
            return;
        }
        super.addIndex(index);
        if (index instanceof IdIndex idIndex && getIndexes().contains(index)) {
            ids = idIndex;
        }
    }

    private void addSecondaryIndex(SecondaryIndex index) {
        for (SecondaryIndex existing : secondaryIndexes) {
            if (existing.getName().equals(index.getName())) {
                if (!existing.hasSameKeys(index)) {
                    throw new IndexKeySpecsConflictException(index, existing);
                }
                return;
            }
        }
        streamAllDocumentsWithPosition().forEach(found -> index.insert(found.getDocument(), found.getPosition()));
        secondaryIndexes.add(index);
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        if (!secondaryIndexes.removeIf(index -> index.getName().equals(indexName))) {
            super.dropIndex(indexName);
            ids = ids != null && getIndexes().contains(ids) ? ids : null;
        }
    }

    // ------------------------------------------------------------------------------------------------------------
    // storage

    @Override
    protected Document getDocument(Integer position) {
        return documents.get(position);
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return documents.positions().map(position -> new DocumentWithPosition<>(getDocument(position), position));
    }

    @Override
    protected @Nullable Integer findDocumentPosition(Document document) {
        return documents.find(document);
    }

    @Override
    public synchronized int count() {
        return documents.size();
    }

    /** To know the size in bytes, the server would encode every document twice per write. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // Not kept.
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}

package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.ImmutableFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The unique index on {@code _id}, in MongoDB's order of values, so that a page {@code {_id: {$gt: x}}} sorted by {@code _id}
 * reads what it returns and no more. Guarded by the monitor of its collection.
 */
final class IdIndex extends Index<Integer> {

    static final String ID = "_id";

    private final NavigableMap<@Nullable Object, Integer> positions = new TreeMap<>(ValueOrder.INSTANCE);

    IdIndex(String name, List<IndexKey> keys) {
        super(name, keys, false);
    }

    /** The positions of the documents with these ids, in ascending or descending order of the ids. */
    List<Integer> lookup(NavigableSet<Object> ids, boolean descending) {
        List<Integer> found = new ArrayList<>(ids.size());
        for (Object id : descending ? ids.descendingSet() : ids) {
            Integer position = positions.get(id);
            if (position != null) {
                found.add(position);
            }
        }
        return found;
    }

    /** The positions of all documents whose id is in the range (all, where it is null), in order of the ids, lazily. */
    Iterable<Integer> scan(@Nullable ValueRange range, boolean descending) {
        NavigableMap<@Nullable Object, Integer> part = range == null ? positions : range.of(positions);
        NavigableMap<@Nullable Object, Integer> ordered = descending ? part.descendingMap() : part;
        // Not values()::spliterator: it asks for the size, and the size of a part of a TreeMap is counted one by one.
        return () -> ordered.values().iterator();
    }

    @Override
    public @Nullable Integer getPosition(Document document) {
        return positions.get(document.get(ID));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {
        Object id = document.get(ID);
        if (positions.containsKey(id)) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(new Object[] {id}));
        }
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        checkAdd(document, collection);
        positions.put(document.get(ID), position);
    }

    @Override
    public @Nullable Integer remove(Document document) {
        return positions.remove(document.get(ID));
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {
        if (ValueOrder.INSTANCE.compare(oldDocument.get(ID), newDocument.get(ID)) != 0) {
            throw new ImmutableFieldException("After applying the update, the (immutable) field '_id' was found to have"
                    + " been altered to _id: " + newDocument.get(ID));
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Integer position, MongoCollection<Integer> collection) {
        // The id of a document never changes.
    }

    /** The collection asks {@link #lookup} and {@link #scan} by itself. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        throw new UnsupportedOperationException("the collection plans its queries by itself");
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        positions.clear();
    }
}

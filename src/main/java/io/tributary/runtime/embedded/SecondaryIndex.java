package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An index that is not unique, over one path, with an entry per distinct value of an array. An index over several fields serves
 * its first. The collection tells it of every change (the server's own machinery takes it for an empty index, because it
 * knows unique indexes only). Guarded by the monitor of its collection.
 */
final class SecondaryIndex extends EmptyIndex<Integer> {

    private record Entry(@Nullable Object value, int position) {}

    private static final Comparator<Entry> ORDER = (a, b) -> {
        int byValue = ValueOrder.INSTANCE.compare(a.value(), b.value());
        return byValue != 0 ? byValue : Integer.compare(a.position(), b.position());
    };

    private final IndexedPath path;
    private final TreeSet<Entry> entries = new TreeSet<>(ORDER);

    SecondaryIndex(String name, List<IndexKey> keys) {
        super(name, keys);
        this.path = new IndexedPath(keys.get(0).getKey());
    }

    String path() {
        return path.toString();
    }

    boolean hasSameKeys(SecondaryIndex other) {
        return Objects.equals(
                toIndexDescription().get("key"), other.toIndexDescription().get("key"));
    }

    void insert(Document document, int position) {
        path.values(document).forEach(value -> entries.add(new Entry(value, position)));
    }

    void delete(Document document, int position) {
        path.values(document).forEach(value -> entries.remove(new Entry(value, position)));
    }

    void replace(Document oldDocument, Document newDocument, int position) {
        List<Object> oldValues = path.values(oldDocument);
        List<Object> newValues = path.values(newDocument);
        if (ValueOrder.INSTANCE.compare(oldValues, newValues) != 0) {
            oldValues.forEach(value -> entries.remove(new Entry(value, position)));
            newValues.forEach(value -> entries.add(new Entry(value, position)));
        }
    }

    /** The positions of the documents that hold one of the values, each once; null if they are more than {@code limit}. */
    @Nullable
    Collection<Integer> lookup(Collection<Object> values, int limit) {
        Collection<Integer> found = new LinkedHashSet<>();
        for (Object value : values) {
            for (Entry entry : entries.subSet(new Entry(value, 0), true, new Entry(value, Integer.MAX_VALUE), true)) {
                found.add(entry.position());
                if (found.size() > limit) {
                    return null;
                }
            }
        }
        return found;
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}

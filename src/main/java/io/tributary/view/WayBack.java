package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.tributary.definition.DocumentSource;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Meta;
import io.tributary.projection.ProjectionChange;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;

/**
 * The way from changed documents of one node up to the base keys of its view, derived from the joins. It goes over kept references,
 * present and past, so it finds every view that a document is or was part of. Each hop works on a chunk and streams what it finds, so
 * a lookup that a million views share needs no more memory than a chunk.
 */
final class WayBack {

    private static final int CHUNK = 1_000;

    private final MongoDatabase database;
    private final Names names;

    WayBack(MongoDatabase database, Names names) {
        this.database = database;
        this.names = names;
    }

    /** Takes base keys as they are found; the same key may come more than once. */
    @FunctionalInterface
    interface Found {

        void accept(Collection<Key> baseKeys) throws Exception;
    }

    /**
     * Finds the base keys of changed documents.
     *
     * @param node where in the view the changed documents stand
     * @throws com.mongodb.MongoException if the database fails
     * @throws Exception what {@code found} throws
     */
    void follow(ViewNode node, Collection<ProjectionChange> changes, Found found) throws Exception {
        ViewNode parent = node.parent();
        if (parent == null) {
            viewKeys(node, changes, found);
            return;
        }
        if (node.hangsFromKey()) {
            ParentKeys keys = new ParentKeys(node, parent, found);
            for (ProjectionChange change : changes) {
                keys.of(change);
            }
            keys.send();
        } else {
            byReference(node, parent, changes, found);
        }
    }

    /**
     * The keys of the views of base documents: their own, or what the fields of another key are and were. Of a composite one every
     * combination may have been; where none was, a tombstone comes and goes. None can be left out: a builder that is slower than this
     * change may still be about to write what was.
     */
    private static void viewKeys(ViewNode base, Collection<ProjectionChange> changes, Found found) throws Exception {
        if (base.viewKey().isEmpty()) {
            found.accept(changes.stream().map(ProjectionChange::key).toList());
            return;
        }
        List<Key> keys = new ArrayList<>();
        for (ProjectionChange change : changes) {
            List<List<Object>> parts = new ArrayList<>();
            base.viewKey().forEach(field -> parts.add(values(base.source(), field, change)));
            combine(parts, 0, new ArrayList<>(), key -> {
                keys.add(key);
                if (keys.size() == CHUNK) {
                    found.accept(List.copyOf(keys));
                    keys.clear();
                }
            });
        }
        if (!keys.isEmpty()) {
            found.accept(keys);
        }
    }

    /** Takes the combinations of the parts of a composite key. */
    @FunctionalInterface
    private interface Combined {

        void accept(Key key) throws Exception;
    }

    private static void combine(List<List<Object>> parts, int position, List<Object> chosen, Combined combined)
            throws Exception {
        if (position == parts.size()) {
            combined.accept(new Key(chosen));
            return;
        }
        for (Object value : parts.get(position)) {
            chosen.add(value);
            combine(parts, position + 1, chosen, combined);
            chosen.remove(chosen.size() - 1);
        }
    }

    /** The children say which parents they have and had: no query is needed to find their keys. */
    private final class ParentKeys {

        private final ViewNode node;
        private final ViewNode parent;
        private final Found found;
        private final Set<Key> keys = new LinkedHashSet<>();
        private final Set<Key> possible = new LinkedHashSet<>();

        ParentKeys(ViewNode node, ViewNode parent, Found found) {
            this.node = node;
            this.parent = parent;
            this.found = found;
        }

        /**
         * Adds the parents of one child. Each part of a composite key has a history of its own, and every combination may have been:
         * more than there were, never fewer. They are not sent unseen, since the builder makes a tombstone of each key without base;
         * a base that is inserted later brings a trigger of its own.
         */
        void of(ProjectionChange change) throws Exception {
            List<List<Object>> parts = new ArrayList<>();
            boolean several = false;
            for (String keyField : parent.source().key()) {
                String joined = node.joinedFields().get(node.parentFields().indexOf(keyField));
                List<Object> values = values(node.source(), joined, change);
                parts.add(values);
                several |= values.size() > 1;
            }
            Set<Key> into = several && parts.size() > 1 ? possible : keys;
            combine(parts, 0, new ArrayList<>(), key -> {
                into.add(key);
                if (into.size() == CHUNK) {
                    send();
                }
            });
        }

        void send() throws Exception {
            if (parent.parent() == null && parent.viewKey().isEmpty()) {
                if (!keys.isEmpty()) {
                    found.accept(List.copyOf(keys));
                }
            } else {
                possible.addAll(keys);
            }
            byKey(parent, possible, found);
            keys.clear();
            possible.clear();
        }
    }

    private void byKey(ViewNode parent, Set<Key> keys, Found found) throws Exception {
        for (List<Object> ids : chunks(
                keys.stream().map(key -> BsonValues.id(parent.source(), key)).toList())) {
            stream(parent, "_id", ids, found);
        }
    }

    private void byReference(ViewNode node, ViewNode parent, Collection<ProjectionChange> changes, Found found)
            throws Exception {
        int position = keyPosition(node, parent);
        String path = position >= 0 ? "_id" : Meta.reference(node.parentFields().get(0));
        String joined = node.joinedFields().get(Math.max(position, 0));
        Set<Object> values = new LinkedHashSet<>();
        for (ProjectionChange change : changes) {
            for (Object value : values(node.source(), joined, change)) {
                values.add(Objects.requireNonNull(BsonValues.toBson(value)));
            }
        }
        for (List<Object> in : chunks(List.copyOf(values))) {
            stream(parent, path, in, found);
        }
    }

    /** Where among the joined fields the parent's key stands, or -1: a key of one field is kept nowhere but in {@code _id}. */
    private static int keyPosition(ViewNode node, ViewNode parent) {
        List<String> key = parent.source().key();
        return key.size() == 1 ? node.parentFields().indexOf(key.get(0)) : -1;
    }

    /** Reads the parents chunk by chunk and goes on from each. Tombstones count: they hold references, too. */
    private void stream(ViewNode parent, String path, List<Object> in, Found found) throws Exception {
        MongoCollection<Document> collection =
                database.getCollection(names.collection(parent.source().name()));
        List<ProjectionChange> chunk = new ArrayList<>(CHUNK);
        try (MongoCursor<Document> cursor = collection
                .find(Filters.in(path, in))
                .projection(Projections.include("_id", Meta.path(Meta.REFERENCES)))
                .batchSize(CHUNK)
                .cursor()) {
            while (cursor.hasNext()) {
                chunk.add(change(parent.source(), new Stored(cursor.next())));
                if (chunk.size() == CHUNK) {
                    follow(parent, chunk, found);
                    chunk.clear();
                }
            }
        }
        if (!chunk.isEmpty()) {
            follow(parent, chunk, found);
        }
    }

    private static ProjectionChange change(DocumentSource source, Stored stored) {
        Map<String, List<Object>> references = new LinkedHashMap<>();
        for (String field : stored.referenceFields()) {
            references.put(field, stored.references(field));
        }
        return new ProjectionChange(BsonValues.key(source, stored.id()), references);
    }

    /** The values that a field has and had, in the Java class of its type: part of the key, or a kept reference. */
    private static List<Object> values(DocumentSource source, String field, ProjectionChange change) {
        int part = source.key().indexOf(field);
        return part >= 0
                ? List.of(change.key().parts().get(part))
                : BsonValues.ofType(source.type(field), change.references().getOrDefault(field, List.of()));
    }

    private static List<List<Object>> chunks(List<Object> all) {
        List<List<Object>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += Lookup.IN) {
            chunks.add(all.subList(i, Math.min(all.size(), i + Lookup.IN)));
        }
        return chunks;
    }
}

package io.tributary.projection;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The indexes that Tributary's own reading and clearing up needs. Made before the first write, and again after a failure. */
public final class Indexes implements Runnable {

    private static final int OPTIONS_CONFLICT = 85;
    private static final int KEY_SPECS_CONFLICT = 86;

    private final MongoCollection<Document> collection;
    private final List<Document> keys;
    private final String expiring;
    private final Duration keep;
    private final Runnable more;
    private volatile boolean made;

    /**
     * Indexes of one collection.
     *
     * @param keys one ordinary index each
     * @param expiring the path of the date after which, and {@code keep}, a document is removed: tombstones, books. Where the server
     *     can, only documents that have one are in the index: others are most, and need not pay for it
     */
    public Indexes(MongoCollection<Document> collection, List<Document> keys, String expiring, Duration keep) {
        this(collection, keys, expiring, keep, () -> {});
    }

    private Indexes(
            MongoCollection<Document> collection, List<Document> keys, String expiring, Duration keep, Runnable more) {
        this.collection = collection;
        this.keys = keys;
        this.expiring = expiring;
        this.keep = keep;
        this.more = more;
    }

    /**
     * The indexes of a projection: one per reference, which serves the way down and the way back, that of tombstones, and those that its
     * definition asks for.
     */
    public static Indexes ofProjection(ProjectionLayout layout, MongoCollection<Document> collection, Duration keep) {
        return new Indexes(
                collection,
                references(List.of(layout.references())),
                Meta.path(Meta.DELETED_AT),
                keep,
                () -> new DeclaredIndexes(layout.definition(), collection).make());
    }

    /** The indexes of a projection or view with these reference fields; a view of which no other is made has none. */
    public static Indexes ofReferences(
            Collection<String> references, MongoCollection<Document> collection, Duration keep) {
        return new Indexes(collection, references(references), Meta.path(Meta.DELETED_AT), keep);
    }

    private static List<Document> references(Collection<String> fields) {
        return fields.stream()
                .map(field -> new Document(Meta.reference(field), 1))
                .toList();
    }

    @Override
    public void run() {
        if (made) {
            return;
        }
        synchronized (this) {
            if (!made) {
                keys.forEach(collection::createIndex);
                expire();
                more.run();
                made = true;
            }
        }
    }

    /**
     * An index that expires after another time, or over other documents, stays from a run with another setting or version: it is made
     * anew.
     */
    private void expire() {
        IndexOptions options = new IndexOptions().expireAfter(keep.toSeconds(), TimeUnit.SECONDS);
        try {
            expire(options.partialFilterExpression(Filters.exists(expiring)));
        } catch (MongoCommandException e) {
            // Not every server has partial indexes; the whole one does the same for more work with every write.
            expire(options.partialFilterExpression(null));
        }
    }

    private void expire(IndexOptions options) {
        Document keys = new Document(expiring, 1);
        try {
            collection.createIndex(keys, options);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != OPTIONS_CONFLICT && e.getErrorCode() != KEY_SPECS_CONFLICT) {
                throw e;
            }
            collection.dropIndex(keys);
            collection.createIndex(keys, options);
        }
    }
}

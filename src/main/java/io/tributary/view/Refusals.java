package io.tributary.view;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.tributary.projection.Meta;
import java.util.Date;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps with a stored view that it cannot be built anew, and since when. What was last built stays for readers. The mark is a write
 * like any other: by compare-and-set, and with a new revision, so that a slower builder with older data loses against it, too. The
 * next build that succeeds replaces it.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private static final String REASON = "reason";
    private static final String MESSAGE = "message";
    private static final String SINCE = "since";

    private final String view;
    private final MongoCollection<Document> collection;

    Refusals(String view, MongoCollection<Document> collection) {
        this.view = view;
        this.collection = collection;
    }

    /**
     * Marks a view; says so once in the log.
     *
     * @param expected the revision that was read before the projections, or null if there was no document
     * @return whether it is marked; false if somebody else wrote the view since: then it is to be built again
     */
    boolean mark(Object id, @Nullable ObjectId expected, Refusal refusal, Date now) {
        Document before = collection
                .find(Filters.eq("_id", id))
                .projection(Projections.include(Meta.path(Meta.REFUSED)))
                .first();
        Document earlier = before == null ? null : mark(before);
        boolean same = earlier != null && refusal.reason().text().equals(earlier.get(REASON));
        Document mark = new Document(REASON, refusal.reason().text())
                .append(MESSAGE, refusal.message())
                .append(SINCE, same && earlier != null ? earlier.get(SINCE) : now);
        boolean marked = expected == null ? insert(id, mark, now) : update(id, expected, mark);
        if (marked && !same) {
            LOG.warn(
                    "single view {}: {}; until that changes, readers see it as it was last built",
                    view,
                    refusal.message());
        }
        return marked;
    }

    /** The mark of a stored view, or null. */
    static @Nullable Document mark(Document stored) {
        return stored.get(Meta.META) instanceof Document meta && meta.get(Meta.REFUSED) instanceof Document mark
                ? mark
                : null;
    }

    /** There is nothing to keep: a tombstone, which readers never see, carries the mark. */
    private boolean insert(Object id, Document mark, Date now) {
        Document meta = new Document(Meta.WRITTEN_AT, now)
                .append(Meta.DELETED_AT, now)
                .append(Meta.REFUSED, mark)
                .append(Meta.REVISION, new ObjectId());
        try {
            collection.insertOne(new Document("_id", id).append(Meta.META, meta));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean update(Object id, ObjectId expected, Document mark) {
        return collection
                        .updateOne(
                                Filters.and(Filters.eq("_id", id), Filters.eq(Meta.path(Meta.REVISION), expected)),
                                Updates.combine(
                                        Updates.set(Meta.path(Meta.REFUSED), mark),
                                        Updates.set(Meta.path(Meta.REVISION), new ObjectId())))
                        .getMatchedCount()
                == 1;
    }
}

package io.tributary.api;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.tributary.projection.Meta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The queries of the read API on one collection. Tombstones are never among what is found. */
final class Documents {

    /** A list that takes longer has no index to lean on, and is ended by the server. */
    static final Duration MAX_TIME = Duration.ofSeconds(5);

    private static final Bson LIVE = Filters.exists(Meta.path(Meta.DELETED_AT), false);
    private static final Bson SHOWN =
            Projections.exclude(Meta.path(Meta.REFERENCES), Meta.path(Meta.PAST), Meta.path(Meta.FIELD_VERSIONS));

    private final MongoCollection<Document> collection;

    Documents(MongoDatabase database, Resource resource) {
        this.collection = database.getCollection(resource.collection());
    }

    @Nullable
    Document one(Object id) {
        return find(Filters.and(Filters.eq("_id", id), LIVE), 1).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * At most {@code limit} documents in the order of their {@code _id}. A page begins behind a key, not after a number of documents,
     * so that documents that come or go meanwhile shift nothing.
     */
    List<Document> list(List<Bson> filters, @Nullable Object after, int limit) {
        List<Bson> all = new ArrayList<>(filters);
        if (after != null) {
            all.add(Filters.gt("_id", after));
        }
        all.add(LIVE);
        return find(Filters.and(all), limit);
    }

    private List<Document> find(Bson filter, int limit) {
        return collection
                .find(filter)
                .projection(SHOWN)
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .batchSize(limit)
                .maxTime(MAX_TIME.toMillis(), TimeUnit.MILLISECONDS)
                .into(new ArrayList<>());
    }
}

package io.tributary.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * What the stored documents are known to follow: per projection or view its reference fields, per single view the fingerprint of its
 * definition. A marker is written after the work that it stands for, so that a crash in between does the work again.
 */
public final class DefinitionMarkers {

    private static final String VIEW = "view";
    private static final String REFERENCES = "references";
    private static final String FINGERPRINT = "fingerprint";

    private final MongoCollection<Document> collection;

    public DefinitionMarkers(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    /** The fields that every document of a projection or view keeps references of; none if nobody has looked. */
    Set<String> references(String source) {
        Document marker = collection.find(Filters.eq("_id", sourceId(source))).first();
        return marker == null ? Set.of() : new HashSet<>(marker.getList(REFERENCES, String.class));
    }

    void references(String source, Collection<String> fields) {
        store(new Document("_id", sourceId(source)).append(REFERENCES, List.copyOf(fields)));
    }

    /** The fingerprint of the definition that a view was last built from as a whole. */
    public Optional<String> fingerprint(String view) {
        return Optional.ofNullable(
                        collection.find(Filters.eq("_id", viewId(view))).first())
                .map(marker -> marker.getString(FINGERPRINT));
    }

    public void fingerprint(String view, String fingerprint) {
        store(new Document("_id", viewId(view)).append(VIEW, view).append(FINGERPRINT, fingerprint));
    }

    /** Forgets views that are defined no more: one that comes back has missed what changed meanwhile. */
    public void forgetViewsExcept(Collection<String> views) {
        collection.deleteMany(Filters.and(Filters.exists(VIEW), Filters.nin(VIEW, views)));
    }

    /** Forgets the references of what is defined no more, so that what comes back is looked through. */
    public void forgetSourcesExcept(Collection<String> sources) {
        collection.deleteMany(Filters.and(
                Filters.exists(REFERENCES),
                Filters.nin(
                        "_id", sources.stream().map(DefinitionMarkers::sourceId).toList())));
    }

    private void store(Document marker) {
        collection.replaceOne(Filters.eq("_id", marker.get("_id")), marker, new ReplaceOptions().upsert(true));
    }

    private static String sourceId(String source) {
        return "projection|" + source;
    }

    private static String viewId(String view) {
        return "view|" + view;
    }
}

package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.projection.BsonValues;
import io.tributary.projection.DefinitionMarkers;
import io.tributary.projection.Meta;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes single views from the projections and compares them with what is stored, chunk by chunk; documents are held no longer
 * than a chunk is compared. One look says that a view differs, not that it is wrong: on a live system it may be behind for a moment.
 */
public final class ViewVerifier {

    private final ViewPlan plan;
    private final ViewBuilder builder;
    private final ViewKeys keys;
    private final DefinitionMarkers markers;
    private final MongoCollection<Document> views;

    public ViewVerifier(ViewPlan plan, MongoDatabase database, Names names, int maxDocuments) {
        this.plan = plan;
        this.builder = new ViewBuilder(plan, database, names, maxDocuments, Clock.systemUTC());
        this.keys = new ViewKeys(plan, database, names);
        this.markers = new DefinitionMarkers(database.getCollection(names.markersCollection()));
        this.views = database.getCollection(names.collection(plan.view().name()));
    }

    /** The name of the view. */
    public String view() {
        return plan.view().name();
    }

    /** The topics of the projections that it is made of, through whatever views. */
    public Set<String> topics() {
        return plan.topics();
    }

    /** The names of the views that it is made of, those first that others of them are made of. */
    public List<String> below() {
        return plan.below().stream().map(below -> below.view().name()).toList();
    }

    /** Whether every key has been triggered since the definition of the view, or of one that it is made of, last changed. */
    public boolean isTriggered() {
        return isTriggered(plan) && plan.below().stream().allMatch(this::isTriggered);
    }

    private boolean isTriggered(ViewPlan each) {
        return markers.fingerprint(each.view().name())
                .filter(ViewFingerprint.of(each)::equals)
                .isPresent();
    }

    /** The keys that there are to verify. */
    public ViewKeys keys() {
        return keys;
    }

    /**
     * Compares the views of some keys, as they are at this moment.
     *
     * @param differing takes those that differ; what it is given holds documents and is not to be kept
     * @return how many of the keys have a base document
     */
    public long compare(List<Key> keys, Consumer<Comparison> differing) {
        try (ChunkBudget budget = builder.budget(keys.size())) {
            Computed computed = builder.compute(keys, budget);
            compare(keys, computed, differing);
            return computed.views().size() + computed.refused().size();
        } catch (ChunkTooWideException e) {
            return compare(keys.subList(0, keys.size() / 2), differing)
                    + compare(keys.subList(keys.size() / 2, keys.size()), differing);
        }
    }

    private void compare(List<Key> keys, Computed computed, Consumer<Comparison> differing) {
        Set<Key> left = new LinkedHashSet<>(keys);
        views.find(Filters.in("_id", ids(keys))).forEach(stored -> {
            Key key = key(stored);
            left.remove(key);
            compare(key, stored, computed, differing);
        });
        left.forEach(key -> compare(key, null, computed, differing));
    }

    private void compare(Key key, @Nullable Document stored, Computed computed, Consumer<Comparison> differing) {
        boolean marked = stored != null && Refusals.mark(stored) != null;
        Document is = stored == null || Stored.deleted(stored) ? null : without(stored, key);
        Document should = computed.views().get(key);
        Refusal refusal = computed.refused().get(key);
        if (refusal != null || marked || !Objects.equals(is, should)) {
            Comparison comparison =
                    new Comparison(view(), key, Comparison.revision(stored), is, should, marked, refusal);
            differing.accept(comparison);
        }
    }

    private Document without(Document stored, Key key) {
        Document view = new Document(stored);
        view.remove(Meta.META);
        // A replace keeps the type that a number in the id had first, whatever the type of the key is by now.
        view.put("_id", BsonValues.id(plan.documents(), key));
        return view;
    }

    private List<Object> ids(Collection<Key> keys) {
        return keys.stream().map(key -> BsonValues.id(plan.documents(), key)).toList();
    }

    private Key key(Document document) {
        return BsonValues.key(plan.documents(), Objects.requireNonNull(document.get("_id")));
    }
}

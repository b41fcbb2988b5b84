package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.tributary.projection.BsonValues;
import io.tributary.projection.CompareAndSet;
import io.tributary.projection.Meta;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * Builds the views of given keys from the projections (DESIGN.md section 7). Why it converges: a build that lost the race reads again,
 * and the last to succeed read the projections after the one before it had written. So every build writes, also an equal view, and
 * also a tombstone where there was nothing: a slower builder with older data must lose.
 */
public final class ViewBuilder {

    /** Losing this often in a row means that something else is wrong than two builders at a time. */
    private static final int ATTEMPTS = 50;

    private final ViewPlan plan;
    private final ViewReader reader;
    private final ViewAssembler assembler;
    private final MongoCollection<Document> collection;
    private final Refusals refusals;
    private final ChunkBudget.Limits limits;
    private final Clock clock;

    /**
     * A builder.
     *
     * @param database with majority reads and writes on the primary
     * @param maxDocuments how many documents a chunk of views may be made of before fewer are built at a time
     */
    public ViewBuilder(ViewPlan plan, MongoDatabase database, Names names, int maxDocuments, Clock clock) {
        this(plan, database, names, ChunkBudget.Limits.ofHeap(maxDocuments), clock);
    }

    ViewBuilder(ViewPlan plan, MongoDatabase database, Names names, ChunkBudget.Limits limits, Clock clock) {
        this.plan = plan;
        this.limits = limits;
        this.reader = new ViewReader(plan, database, names);
        this.assembler = new ViewAssembler(plan);
        this.collection = database.getCollection(names.collection(plan.view().name()));
        this.refusals = new Refusals(plan.view().name(), collection);
        this.clock = clock;
    }

    /**
     * Builds views.
     *
     * @param keys the keys; those without a live base document become tombstones
     * @return the keys whose views cannot be built: they keep what was last built, with a mark
     * @throws com.mongodb.MongoException if the database fails; then all are to be built again
     * @throws IllegalStateException if a view is contended beyond reason
     */
    public Map<Key, Refusal> build(Set<Key> keys) {
        Map<Key, Refusal> refused = new HashMap<>();
        Set<Key> todo = keys;
        for (int attempt = 0; !todo.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("view " + plan.view().name() + ": " + todo.size()
                        + " keys were written by others " + ATTEMPTS + " times in a row, first "
                        + todo.iterator().next());
            }
            todo = attemptAll(todo, refused);
        }
        return refused;
    }

    /**
     * What the views of these keys have to be, by recomputation from the projections.
     *
     * @param budget open as long as they are held
     * @throws ChunkTooWideException if they are more than one and need more than a chunk may
     */
    Computed compute(Collection<Key> keys, ChunkBudget budget) {
        Computed computed = new Computed(new HashMap<>(), new HashMap<>());
        try {
            Map<Key, Document> bases = reader.base(keys, budget);
            Joined joined = reader.joined(bases.values(), budget);
            bases.values().removeIf(base -> !joined.isWhole(plan.base(), base));
            bases.forEach((key, base) -> assemble(key, base, joined, budget, computed));
        } catch (ViewRefusedException e) {
            keys.forEach(key -> computed.refused().put(key, e.refusal().of(key)));
        }
        return computed;
    }

    private void assemble(Key key, Document base, Joined joined, ChunkBudget budget, Computed computed) {
        ViewSize size = new ViewSize();
        try {
            Document view = assembler.assemble(base, joined, size);
            budget.take(size);
            if (!size.isOver()) {
                computed.views().put(key, view);
                return;
            }
        } catch (ViewRefusedException e) {
            if (!size.isOver()) {
                computed.refused().put(key, e.refusal().of(key));
                return;
            }
        }
        computed.refused().put(key, size.refusal(joined.counts(plan, base)).of(key));
    }

    ChunkBudget budget(int keys) {
        return new ChunkBudget(plan.view().name(), keys, limits);
    }

    /** Halves a chunk that is made of more documents than a process wants to hold. */
    private Set<Key> attemptAll(Set<Key> keys, Map<Key, Refusal> refused) {
        try {
            return attempt(keys, refused);
        } catch (ChunkTooWideException e) {
            List<Key> all = List.copyOf(keys);
            Set<Key> lost =
                    new LinkedHashSet<>(attemptAll(new LinkedHashSet<>(all.subList(0, all.size() / 2)), refused));
            lost.addAll(attemptAll(new LinkedHashSet<>(all.subList(all.size() / 2, all.size())), refused));
            return lost;
        }
    }

    private Set<Key> attempt(Set<Key> keys, Map<Key, Refusal> refused) {
        Map<Object, ObjectId> revisions = revisions(keys);
        try (ChunkBudget budget = budget(keys.size())) {
            return write(keys, revisions, compute(keys, budget), refused);
        }
    }

    private Set<Key> write(
            Set<Key> keys, Map<Object, ObjectId> revisions, Computed computed, Map<Key, Refusal> refused) {
        Map<Key, Document> views = computed.views();
        Set<Key> lost = new LinkedHashSet<>();
        Date now = Date.from(clock.instant());
        Map<Object, Key> byId = new HashMap<>();
        List<CompareAndSet.Write> writes = new ArrayList<>(keys.size());
        for (Key key : keys) {
            Object id = BsonValues.id(plan.base().projection(), key);
            Refusal refusal = computed.refused().get(key);
            if (refusal != null) {
                if (refusals.mark(id, revisions.get(BsonValues.comparable(id)), refusal, now)) {
                    refused.put(key, refusal);
                } else {
                    lost.add(key);
                }
                continue;
            }
            Document meta = new Document(Meta.WRITTEN_AT, now);
            Document view = views.get(key);
            if (view == null) {
                view = new Document("_id", id);
                meta.append(Meta.DELETED_AT, now);
            }
            byId.put(id, key);
            writes.add(new CompareAndSet.Write(view.append(Meta.META, meta), revisions.get(BsonValues.comparable(id))));
        }
        CompareAndSet.write(collection, writes).forEach(id -> lost.add(byId.get(id)));
        return lost;
    }

    private Map<Object, ObjectId> revisions(Set<Key> keys) {
        List<Object> ids = keys.stream()
                .map(key -> BsonValues.id(plan.base().projection(), key))
                .toList();
        Map<Object, ObjectId> revisions = new HashMap<>();
        collection
                .find(Filters.in("_id", ids))
                .projection(Projections.include(Meta.path(Meta.REVISION)))
                .forEach(document -> {
                    Stored stored = new Stored(document);
                    revisions.put(BsonValues.comparable(stored.id()), stored.revision());
                });
        return revisions;
    }
}

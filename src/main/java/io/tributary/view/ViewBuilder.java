package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.projection.BsonValues;
import io.tributary.projection.CompareAndSet;
import io.tributary.projection.Meta;
import io.tributary.projection.ProjectionChange;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
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
    private final CompareAndSet writes;
    private final Refusals refusals;
    private final ViewReferences references;
    private final ChunkBudget.Limits limits;
    private final Clock clock;

    /**
     * A builder.
     *
     * @param database with majority reads and writes on the primary
     * @param maxDocuments how many documents a chunk of views may be made of before fewer are built at a time
     * @param keep how long the past references of a view are kept of which others are made: longer than a message can live
     */
    public ViewBuilder(
            ViewPlan plan, MongoDatabase database, Names names, int maxDocuments, Duration keep, Clock clock) {
        this(plan, database, names, ChunkBudget.Limits.ofHeap(maxDocuments), keep, clock);
    }

    /** A builder of a view of which no other is made, or one that only computes. */
    ViewBuilder(ViewPlan plan, MongoDatabase database, Names names, int maxDocuments, Clock clock) {
        this(plan, database, names, ChunkBudget.Limits.ofHeap(maxDocuments), clock);
    }

    ViewBuilder(ViewPlan plan, MongoDatabase database, Names names, ChunkBudget.Limits limits, Clock clock) {
        this(plan, database, names, limits, Duration.ZERO, clock);
    }

    private ViewBuilder(
            ViewPlan plan, MongoDatabase database, Names names, ChunkBudget.Limits limits, Duration keep, Clock clock) {
        this.plan = plan;
        this.limits = limits;
        this.reader = new ViewReader(plan, database, names);
        this.assembler = new ViewAssembler(plan);
        String name = names.collection(plan.view().name());
        this.collection = database.getCollection(name);
        this.writes = new CompareAndSet(database, name);
        this.references = new ViewReferences(plan, keep);
        this.refusals = new Refusals(plan.view().name(), collection);
        this.clock = clock;
    }

    /**
     * Builds views, also {@link #build(Set, Consumer)}.
     *
     * @param keys the keys; those without a live base document become tombstones
     * @return the keys whose views cannot be built: they keep what was last built, with a mark
     * @throws com.mongodb.MongoException if the database fails; then all are to be built again
     * @throws IllegalStateException if a view is contended beyond reason
     */
    public Map<Key, Refusal> build(Set<Key> keys) {
        return build(keys, change -> {});
    }

    /**
     * Builds views, and says what views have to be told that are made of them: every key, also of a view that is as it was, since
     * whoever wrote it may have died before it said so. Views of which no other is made have nobody to tell.
     */
    Map<Key, Refusal> build(Set<Key> keys, Consumer<ProjectionChange> told) {
        Round round = new Round(new HashMap<>(), plan.isUsed() ? told : change -> {});
        Set<Key> todo = keys;
        for (int attempt = 0; !todo.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("view " + plan.view().name() + ": " + todo.size()
                        + " keys were written by others " + ATTEMPTS + " times in a row, first "
                        + todo.iterator().next());
            }
            todo = attemptAll(todo, round);
        }
        return round.refused();
    }

    /** What a build has come to so far. */
    private record Round(Map<Key, Refusal> refused, Consumer<ProjectionChange> told) {}

    /**
     * What the views of these keys have to be, by recomputation from the projections.
     *
     * @param budget open as long as they are held
     * @throws ChunkTooWideException if they are more than one and need more than a chunk may
     */
    Computed compute(Collection<Key> keys, ChunkBudget budget) {
        Computed computed = new Computed(new HashMap<>(), new HashMap<>());
        try {
            Bases read = reader.base(keys, budget);
            Map<Key, Row> bases = read.rows();
            read.refused().forEach((key, refusal) -> computed.refused().put(key, refusal.of(key)));
            Joined joined = reader.joined(bases.values(), budget);
            bases.values().removeIf(base -> !joined.isWhole(plan.base(), base));
            bases.forEach((key, base) -> assemble(key, base, joined, budget, computed));
        } catch (ViewRefusedException e) {
            keys.forEach(key -> computed.refused().put(key, e.refusal().of(key)));
        }
        return computed;
    }

    private void assemble(Key key, Row base, Joined joined, ChunkBudget budget, Computed computed) {
        ViewSize size = new ViewSize();
        try {
            Document view = assembler.assemble(id(key, base), base, joined, size);
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

    /** Under the key of its base, a view has the very {@code _id} of its base, as it was stored first. */
    private Object id(Key key, Row base) {
        return plan.base().viewKey().isEmpty() ? base.id() : BsonValues.id(plan.documents(), key);
    }

    ChunkBudget budget(int keys) {
        return new ChunkBudget(plan.view().name(), keys, limits);
    }

    /** Halves a chunk that is made of more documents than a process wants to hold. */
    private Set<Key> attemptAll(Set<Key> keys, Round round) {
        try {
            return attempt(keys, round);
        } catch (ChunkTooWideException e) {
            List<Key> all = List.copyOf(keys);
            Set<Key> lost = new LinkedHashSet<>(attemptAll(new LinkedHashSet<>(all.subList(0, all.size() / 2)), round));
            lost.addAll(attemptAll(new LinkedHashSet<>(all.subList(all.size() / 2, all.size())), round));
            return lost;
        }
    }

    private Set<Key> attempt(Set<Key> keys, Round round) {
        Map<Object, Stored> before = stored(keys);
        try (ChunkBudget budget = budget(keys.size())) {
            return write(keys, before, compute(keys, budget), round);
        }
    }

    private Set<Key> write(Set<Key> keys, Map<Object, Stored> before, Computed computed, Round round) {
        Set<Key> lost = new LinkedHashSet<>();
        Instant now = clock.instant();
        Map<Object, ProjectionChange> byId = new HashMap<>();
        List<CompareAndSet.Write> views = new ArrayList<>(keys.size());
        for (Key key : keys) {
            Object id = BsonValues.id(plan.documents(), key);
            Stored stored = before.get(BsonValues.comparable(id));
            ObjectId revision = stored == null ? null : stored.revision();
            Refusal refusal = computed.refused().get(key);
            if (refusal != null) {
                if (refusals.mark(id, revision, refusal, Date.from(now))) {
                    round.refused().put(key, refusal);
                    round.told().accept(references.stored(key, stored));
                } else {
                    lost.add(key);
                }
                continue;
            }
            Document meta = new Document(Meta.WRITTEN_AT, Date.from(now));
            Document view = computed.views().get(key);
            if (view == null) {
                view = new Document("_id", id);
                meta.append(Meta.DELETED_AT, Date.from(now));
            }
            byId.put(BsonValues.comparable(id), references.write(key, view, meta, stored, now));
            views.add(new CompareAndSet.Write(view.append(Meta.META, meta), revision));
        }
        writes.write(views).forEach(id -> {
            ProjectionChange unwritten = byId.remove(BsonValues.comparable(id));
            lost.add(Objects.requireNonNull(unwritten).key());
        });
        byId.values().forEach(round.told());
        return lost;
    }

    private Map<Object, Stored> stored(Set<Key> keys) {
        List<Object> ids =
                keys.stream().map(key -> BsonValues.id(plan.documents(), key)).toList();
        Map<Object, Stored> found = new HashMap<>();
        collection.find(Filters.in("_id", ids)).projection(references.needed()).forEach(document -> {
            Stored stored = new Stored(document);
            found.put(BsonValues.comparable(stored.id()), stored);
        });
        return found;
    }
}

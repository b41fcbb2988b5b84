package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Meta;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes single views from the projections and compares them with what is stored. On a live system a view may be behind for a
 * moment: what differs is looked at again, and only what keeps differing is reported.
 */
public final class ViewVerifier {

    private static final int CHUNK = ViewKeys.PAGE;

    private final ViewPlan plan;
    private final ViewBuilder builder;
    private final ViewKeys keys;
    private final MongoCollection<Document> views;

    /** What is wrong with a stored view. */
    public enum Kind {
        /** The projections have it, the views do not. */
        MISSING,
        /** The views have it, the projections do not. */
        SURPLUS,
        /** Both have it, with different content. */
        STALE
    }

    /** One difference; {@code stored} and {@code computed} are null where there is nothing. */
    public record Difference(
            String view,
            Key key,
            Kind kind,
            @Nullable Document stored,
            @Nullable Document computed) {

        /** The key, and the first field that differs with both values. */
        public String describe() {
            String what = view + " " + key + " is " + kind.name().toLowerCase(Locale.ROOT);
            if (stored == null || computed == null) {
                return what;
            }
            return what + ": " + FirstDifference.of(stored, computed);
        }
    }

    /** What a verification saw. */
    public record Result(String view, long views, List<Difference> differences) {

        public long count(Kind kind) {
            return differences.stream()
                    .filter(difference -> difference.kind() == kind)
                    .count();
        }
    }

    public ViewVerifier(ViewPlan plan, MongoDatabase database, Names names, int maxDocuments) {
        this.plan = plan;
        this.builder = new ViewBuilder(plan, database, names, maxDocuments, Clock.systemUTC());
        this.keys = new ViewKeys(plan, database, names);
        this.views = database.getCollection(names.collection(plan.view().name()));
    }

    /**
     * Compares every view.
     *
     * @param progress told how many keys have been compared so far
     * @return the live views and what differs at this moment
     */
    public Result verify(LongConsumer progress) {
        long[] counts = new long[2];
        List<Difference> differences = new ArrayList<>();
        Consumer<List<Key>> compare = page -> {
            differences.addAll(compare(page));
            progress.accept(counts[0] += page.size());
        };
        keys.ofBase(page -> {
            counts[1] += page.size();
            compare.accept(page);
        });
        keys.surplus(compare);
        return new Result(plan.view().name(), counts[1], differences);
    }

    /** Compares the views of some keys again: those that were behind may have caught up. */
    public List<Difference> again(Collection<Difference> differences) {
        Set<Key> keys = new LinkedHashSet<>();
        differences.forEach(difference -> keys.add(difference.key()));
        List<Difference> left = new ArrayList<>();
        List<Key> all = List.copyOf(keys);
        for (int i = 0; i < all.size(); i += CHUNK) {
            left.addAll(compare(all.subList(i, Math.min(all.size(), i + CHUNK))));
        }
        return left;
    }

    private List<Difference> compare(List<Key> keys) {
        Map<Key, Document> computed = compute(keys);
        Map<Key, Document> stored = new HashMap<>();
        views.find(Filters.in("_id", ids(keys))).forEach(view -> {
            if (!Stored.deleted(view)) {
                view.remove(Meta.META);
                stored.put(key(view), view);
            }
        });
        List<Difference> differences = new ArrayList<>();
        for (Key key : keys) {
            Document is = stored.get(key);
            Document should = computed.get(key);
            if (!Objects.equals(is, should)) {
                Kind kind = is == null ? Kind.MISSING : should == null ? Kind.SURPLUS : Kind.STALE;
                differences.add(new Difference(plan.view().name(), key, kind, is, should));
            }
        }
        return differences;
    }

    private Map<Key, Document> compute(List<Key> keys) {
        try {
            return builder.compute(keys);
        } catch (ChunkTooWideException e) {
            Map<Key, Document> both = new HashMap<>(compute(keys.subList(0, keys.size() / 2)));
            both.putAll(compute(keys.subList(keys.size() / 2, keys.size())));
            return both;
        }
    }

    private List<Object> ids(Collection<Key> keys) {
        return keys.stream()
                .map(key -> BsonValues.id(plan.base().projection(), key))
                .toList();
    }

    private Key key(Document document) {
        return BsonValues.key(plan.base().projection(), Objects.requireNonNull(document.get("_id")));
    }
}

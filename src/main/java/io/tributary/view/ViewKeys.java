package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Meta;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** All keys that a view has or ought to have, in pages, without keeping a cursor open. */
public final class ViewKeys {

    /** Keys in one page, at most. */
    static final int PAGE = 500;

    private static final Bson LIVE = Filters.exists(Meta.path(Meta.DELETED_AT), false);

    private final ViewPlan plan;
    private final MongoCollection<Document> base;
    private final MongoCollection<Document> views;

    ViewKeys(ViewPlan plan, MongoDatabase database, Names names) {
        this.plan = plan;
        this.base = database.getCollection(names.collection(plan.view().base()));
        this.views = database.getCollection(names.collection(plan.view().name()));
    }

    /** The keys of the live base documents. */
    public void ofBase(Consumer<List<Key>> page) {
        page(base, true, page);
    }

    /** The keys of live views without a live base document. */
    void surplus(Consumer<List<Key>> page) {
        surplus(page, count -> {});
    }

    /**
     * The keys of live views without a live base document.
     *
     * @param looked told how many views each step looked at
     */
    public void surplus(Consumer<List<Key>> page, LongConsumer looked) {
        page(views, true, withoutBase(page, looked));
    }

    /** A sample of the base keys. Tombstones are among them: to know them, whole documents would have to be read. */
    public void ofBase(Sample sample, Consumer<List<Key>> page, LongConsumer looked) {
        sample.choose(all -> page(base, false, counted(all, looked)), page);
    }

    /** Those of a sample of the views' keys that have no live base document. */
    public void surplus(Sample sample, Consumer<List<Key>> page, LongConsumer looked) {
        sample.choose(all -> page(views, false, counted(all, looked)), withoutBase(page, count -> {}));
    }

    /** About how many keys there are to look at: base documents and views, tombstones too. */
    public long estimate() {
        return base.estimatedDocumentCount() + views.estimatedDocumentCount();
    }

    private static Consumer<List<Key>> counted(Consumer<List<Key>> page, LongConsumer looked) {
        return keys -> {
            looked.accept(keys.size());
            page.accept(keys);
        };
    }

    private Consumer<List<Key>> withoutBase(Consumer<List<Key>> page, LongConsumer looked) {
        return keys -> {
            looked.accept(keys.size());
            List<Key> surplus = withoutBase(keys);
            if (!surplus.isEmpty()) {
                page.accept(surplus);
            }
        };
    }

    private List<Key> withoutBase(List<Key> keys) {
        Set<Key> left = new LinkedHashSet<>(keys);
        List<Object> ids = keys.stream()
                .map(key -> BsonValues.id(plan.base().projection(), key))
                .toList();
        base.find(Filters.in("_id", ids))
                .projection(Projections.include("_id", Meta.path(Meta.DELETED_AT)))
                .forEach(document -> {
                    if (!Stored.deleted(document)) {
                        left.remove(key(document));
                    }
                });
        return List.copyOf(left);
    }

    /** Without the question whether they are live, the index of {@code _id} answers alone. */
    private static Bson filter(@Nullable Object after, boolean live) {
        Bson from = after == null ? Filters.empty() : Filters.gt("_id", after);
        return !live ? from : after == null ? LIVE : Filters.and(from, LIVE);
    }

    private void page(MongoCollection<Document> collection, boolean live, Consumer<List<Key>> page) {
        Object after = null;
        while (true) {
            List<Key> keys = new ArrayList<>(PAGE);
            for (Document document : collection
                    .find(filter(after, live))
                    .sort(Sorts.ascending("_id"))
                    .limit(PAGE)
                    .projection(Projections.include("_id"))) {
                after = document.get("_id");
                keys.add(key(document));
            }
            if (keys.isEmpty()) {
                return;
            }
            page.accept(keys);
        }
    }

    private Key key(Document document) {
        return BsonValues.key(plan.base().projection(), Objects.requireNonNull(document.get("_id")));
    }
}

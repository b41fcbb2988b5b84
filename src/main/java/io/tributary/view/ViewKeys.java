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
import org.bson.Document;
import org.bson.conversions.Bson;

/** All keys that a view has or ought to have, in pages, without keeping a cursor open. */
final class ViewKeys {

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
    void ofBase(Consumer<List<Key>> page) {
        page(base, page);
    }

    /** The keys of live views without a live base document. */
    void surplus(Consumer<List<Key>> page) {
        page(views, keys -> {
            List<Key> surplus = withoutBase(keys);
            if (!surplus.isEmpty()) {
                page.accept(surplus);
            }
        });
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

    private void page(MongoCollection<Document> collection, Consumer<List<Key>> page) {
        Object after = null;
        while (true) {
            List<Key> keys = new ArrayList<>(PAGE);
            for (Document document : collection
                    .find(after == null ? LIVE : Filters.and(Filters.gt("_id", after), LIVE))
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

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
import java.util.function.Function;
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
        page(base, true, plan::keyOf, page);
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
        page(views, true, this::key, withoutBase(page, looked));
    }

    /** A sample of the base keys. Tombstones are among them: to know them, whole documents would have to be read. */
    public void ofBase(Sample sample, Consumer<List<Key>> page, LongConsumer looked) {
        sample.choose(all -> page(base, false, plan::keyOf, counted(all, looked)), page);
    }

    /** Those of a sample of the views' keys that have no live base document. */
    public void surplus(Sample sample, Consumer<List<Key>> page, LongConsumer looked) {
        sample.choose(all -> page(views, false, this::key, counted(all, looked)), withoutBase(page, count -> {}));
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
        Lookup lookup = Lookup.of(plan.base().source(), plan.view().key());
        for (List<Object> in : lookup.chunks(keys.stream().map(Key::parts).toList())) {
            base.find(Filters.in(lookup.path(), in)).projection(fields()).forEach(document -> {
                if (!Stored.deleted(document)) {
                    left.remove(plan.keyOf(document));
                }
            });
        }
        return List.copyOf(left);
    }

    /** What of a base document its key and its life can be told from. */
    private Bson fields() {
        List<String> fields = new ArrayList<>(plan.base().viewKey());
        fields.add(Meta.path(Meta.DELETED_AT));
        return Projections.include(fields);
    }

    /**
     * Removes the documents whose {@code _id} is none of the view's key: they are from a time when the view had another one, and
     * nothing would ever find them again.
     *
     * @return how many
     */
    long removeForeign() {
        List<Object> foreign = new ArrayList<>();
        long[] removed = new long[1];
        views.find().projection(Projections.include("_id")).forEach(document -> {
            Object id = document.get("_id");
            if (!BsonValues.isKey(plan.documents(), id)) {
                foreign.add(id);
            }
            if (foreign.size() == PAGE) {
                removed[0] += remove(foreign);
            }
        });
        return removed[0] + remove(foreign);
    }

    private long remove(List<Object> ids) {
        long removed =
                ids.isEmpty() ? 0 : views.deleteMany(Filters.in("_id", ids)).getDeletedCount();
        ids.clear();
        return removed;
    }

    /** Without the question whether they are live, the index of {@code _id} answers alone. */
    private static Bson filter(@Nullable Object after, boolean live) {
        Bson from = after == null ? Filters.empty() : Filters.gt("_id", after);
        return !live ? from : after == null ? LIVE : Filters.and(from, LIVE);
    }

    private void page(
            MongoCollection<Document> collection,
            boolean live,
            Function<Document, @Nullable Key> keyOf,
            Consumer<List<Key>> page) {
        Bson fields = collection == base ? fields() : Projections.include("_id");
        Object after = null;
        while (true) {
            List<Key> keys = new ArrayList<>(PAGE);
            Object before = after;
            for (Document document : collection
                    .find(filter(after, live))
                    .sort(Sorts.ascending("_id"))
                    .limit(PAGE)
                    .projection(fields)) {
                after = document.get("_id");
                Key key = keyOf.apply(document);
                if (key != null) {
                    keys.add(key);
                }
            }
            if (Objects.equals(before, after)) {
                return;
            }
            if (!keys.isEmpty()) {
                page.accept(keys);
            }
        }
    }

    private Key key(Document document) {
        return BsonValues.key(plan.documents(), Objects.requireNonNull(document.get("_id")));
    }
}

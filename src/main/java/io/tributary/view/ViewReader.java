package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.Join;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Meta;
import io.tributary.projection.Stored;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads what a chunk of views is made of: the base documents, then one {@code $in} query per join for the whole chunk. */
final class ViewReader {

    /** Documents in one answer of the server. */
    private static final int BATCH = 5_000;

    private final ViewPlan plan;
    private final Finder finder;

    ViewReader(ViewPlan plan, MongoDatabase database, Names names) {
        this(plan, (node, path, in, consumer) -> find(database, names, node, Filters.in(path, in), consumer));
    }

    ViewReader(ViewPlan plan, Finder finder) {
        this.plan = plan;
        this.finder = finder;
    }

    /**
     * The live base documents of these keys that fulfil the view's condition.
     *
     * @throws ChunkTooWideException as {@link #joined}
     */
    Bases base(Collection<Key> keys, ChunkBudget budget) {
        Bases bases = new Bases(plan.base());
        if (plan.base().viewKey().isEmpty()) {
            DocumentSource source = plan.base().source();
            List<Object> ids =
                    keys.stream().map(key -> BsonValues.id(source, key)).toList();
            Set<Key> wanted = new HashSet<>(keys);
            find(plan.base(), "_id", ids, document -> {
                Key key = BsonValues.key(source, Objects.requireNonNull(document.get("_id")));
                if (!Stored.deleted(document)
                        && wanted.contains(key)
                        && plan.base().admits(document)) {
                    bases.add(key, document);
                    budget.take(document);
                }
            });
        } else {
            Set<List<Object>> wanted = new LinkedHashSet<>();
            keys.forEach(key -> wanted.add(key.parts()));
            find(plan.base(), plan.base().viewKey(), plan.documents().keyTypes(), wanted, (values, document) -> {
                if (bases.add(new Key(values), document)) {
                    budget.take(document);
                }
            });
        }
        return bases;
    }

    /**
     * All documents joined below these base documents, level by level.
     *
     * @throws ChunkTooWideException if they are more than several views may need at a time
     * @throws ViewRefusedException if they are more than one view may need
     */
    Joined joined(Collection<Document> bases, ChunkBudget budget) {
        Joined joined = new Joined();
        for (ViewNode node : plan.joined()) {
            ViewNode parent = Objects.requireNonNull(node.parent());
            Collection<Document> above = parent == plan.base() ? bases : joined.all(parent);
            joined.put(node, read(node, above, budget));
        }
        joined.settle(plan);
        return joined;
    }

    private Map<List<Object>, List<Document>> read(ViewNode node, Collection<Document> above, ChunkBudget budget) {
        Set<List<Object>> wanted = new LinkedHashSet<>();
        List<FieldType> types = node.joinedTypes();
        for (Document document : above) {
            List<Object> values = Joined.values(document, node.parentFields(), types);
            if (values != null) {
                wanted.add(values);
            }
        }
        Map<List<Object>, List<Document>> found = new HashMap<>();
        find(node, node.joinedFields(), types, wanted, (values, document) -> {
            found.computeIfAbsent(values, key -> new ArrayList<>(4)).add(document);
            budget.take(document);
        });
        Comparator<Document> order = order(node);
        for (List<Document> documents : found.values()) {
            documents.sort(order);
            if (node.required().isEmpty()) {
                // Sooner than the others: what hangs from the rest need not be read.
                Joined.limit(node, documents);
            }
        }
        return found;
    }

    /** Finds the live documents of a node by the present values of some fields. */
    private void find(
            ViewNode node,
            List<String> fields,
            List<FieldType> types,
            Set<List<Object>> wanted,
            BiConsumer<List<Object>, Document> consumer) {
        Lookup lookup = Lookup.of(node.source(), fields);
        for (List<Object> in : lookup.chunks(wanted)) {
            Set<Object> asked = new HashSet<>(in);
            find(node, lookup.path(), in, document -> {
                List<Object> values = Joined.values(document, fields, types);
                // An index on references finds those that were there once; the present value decides.
                // It decides about the chunk, too: a document that moved is found by its past value as well.
                if (values != null
                        && !Stored.deleted(document)
                        && wanted.contains(values)
                        && asked.contains(lookup.value(values))
                        && node.admits(document)) {
                    consumer.accept(values, document);
                }
            });
        }
    }

    private void find(ViewNode node, String path, List<Object> in, Consumer<Document> consumer) {
        if (!in.isEmpty()) {
            finder.find(node, path, in, document -> consumer.accept(node.whole(document)));
        }
    }

    private static void find(
            MongoDatabase database, Names names, ViewNode node, Bson filter, Consumer<Document> consumer) {
        Document fields = new Document("_id", 1).append(Meta.path(Meta.DELETED_AT), 1);
        node.fields().forEach(field -> fields.append(field, 1));
        MongoCollection<Document> collection =
                database.getCollection(names.collection(node.source().name()));
        collection.find(filter).projection(fields).batchSize(BATCH).forEach(consumer);
    }

    /** The fields that order a join, then the key, so that equal data gives equal views. */
    private static Comparator<Document> order(ViewNode node) {
        Comparator<Document> order = (left, right) -> 0;
        for (Join.Sort sort : node.join().sort()) {
            Comparator<Document> field =
                    Comparator.comparing(document -> document.get(sort.field()), BsonOrder.INSTANCE);
            order = order.thenComparing(sort.descending() ? field.reversed() : field);
        }
        return order.thenComparing(document -> document.get("_id"), BsonOrder.INSTANCE);
    }
}

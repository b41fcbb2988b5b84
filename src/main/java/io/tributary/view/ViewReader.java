package io.tributary.view;

import com.mongodb.client.MongoDatabase;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.Join;
import io.tributary.projection.BsonValues;
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

/** Reads what a chunk of views is made of: the base documents, then one {@code $in} query per join for the whole chunk. */
final class ViewReader {

    private final ViewPlan plan;
    private final Finder finder;

    ViewReader(ViewPlan plan, MongoDatabase database, Names names) {
        this(plan, new StoredRows(plan, database, names));
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
            find(plan.base(), "_id", ids, row -> {
                Key key = BsonValues.key(source, row.id());
                if (!row.isDeleted() && wanted.contains(key) && plan.base().admits(row)) {
                    bases.add(key, row);
                    budget.take(row);
                }
            });
        } else {
            Set<List<Object>> wanted = new LinkedHashSet<>();
            keys.forEach(key -> wanted.add(key.parts()));
            find(plan.base(), plan.base().viewKey(), plan.documents().keyTypes(), wanted, (values, row) -> {
                if (bases.add(new Key(values), row)) {
                    budget.take(row);
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
    Joined joined(Collection<Row> bases, ChunkBudget budget) {
        Joined joined = new Joined();
        for (ViewNode node : plan.joined()) {
            ViewNode parent = Objects.requireNonNull(node.parent());
            Collection<Row> above = parent == plan.base() ? bases : joined.all(parent);
            joined.put(node, read(node, above, budget));
        }
        joined.settle(plan);
        return joined;
    }

    private Map<List<Object>, List<Row>> read(ViewNode node, Collection<Row> above, ChunkBudget budget) {
        Set<List<Object>> wanted = new LinkedHashSet<>();
        List<FieldType> types = node.joinedTypes();
        for (Row row : above) {
            List<Object> values = Joined.values(row, node.parentPositions(), types);
            if (values != null) {
                wanted.add(values);
            }
        }
        Map<List<Object>, List<Row>> found = new HashMap<>();
        find(node, node.joinedFields(), types, wanted, (values, row) -> {
            found.computeIfAbsent(values, key -> new ArrayList<>(4)).add(row);
            budget.take(row);
        });
        Comparator<Row> order = order(node);
        for (List<Row> rows : found.values()) {
            rows.sort(order);
            if (node.required().isEmpty()) {
                // Sooner than the others: what hangs from the rest need not be read.
                Joined.limit(node, rows);
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
            BiConsumer<List<Object>, Row> consumer) {
        Lookup lookup = Lookup.of(node.source(), fields);
        int[] positions = node.positions(fields);
        List<List<Object>> chunks = lookup.chunks(wanted);
        for (List<Object> in : chunks) {
            boolean all = chunks.size() == 1;
            Set<Object> asked = all ? Set.of() : new HashSet<>(in);
            find(node, lookup.path(), in, row -> {
                List<Object> values = Joined.values(row, positions, types);
                // An index on references finds those that were there once; the present value decides.
                // It decides about the chunk, too: a document that moved is found by its past value as well.
                if (values != null
                        && !row.isDeleted()
                        && wanted.contains(values)
                        && (all || asked.contains(lookup.value(values)))
                        && node.admits(row)) {
                    consumer.accept(values, row);
                }
            });
        }
    }

    private void find(ViewNode node, String path, List<Object> in, Consumer<Row> consumer) {
        if (!in.isEmpty()) {
            finder.find(node, path, in, consumer);
        }
    }

    /** The fields that order a join, then the key, so that equal data gives equal views. */
    private static Comparator<Row> order(ViewNode node) {
        Comparator<Row> order = (left, right) -> 0;
        for (Join.Sort sort : node.join().sort()) {
            int position = node.position(sort.field());
            Comparator<Row> field = Comparator.comparing(row -> row.get(position), BsonOrder.INSTANCE);
            order = order.thenComparing(sort.descending() ? field.reversed() : field);
        }
        return order.thenComparing(Row::byKey);
    }
}

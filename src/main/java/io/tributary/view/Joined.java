package io.tributary.view;

import io.tributary.definition.FieldType;
import io.tributary.projection.BsonValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The documents that one chunk of views is made of: per node of the plan, the documents by the values that the join compares. Missing
 * and null values match nothing, not even each other.
 */
final class Joined {

    private final Map<ViewNode, Map<List<Object>, List<Row>>> byNode = new HashMap<>();

    void put(ViewNode node, Map<List<Object>, List<Row>> rows) {
        byNode.put(node, rows);
    }

    /** The documents of {@code node} that hang from {@code parent}, in the order of the join. */
    List<Row> below(ViewNode node, Row parent) {
        List<Object> values = values(parent, node.parentPositions(), node.joinedTypes());
        Map<List<Object>, List<Row>> rows = byNode.get(node);
        return values == null || rows == null ? List.of() : rows.getOrDefault(values, List.of());
    }

    /**
     * Leaves out the documents that lack what they require, from the leaves upwards, and then what is beyond a join's limit: an order
     * that has no customer is none of the first three.
     */
    void settle(ViewPlan plan) {
        List<ViewNode> nodes = plan.joined();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            ViewNode node = nodes.get(i);
            if (!node.required().isEmpty()) {
                for (List<Row> rows : byNode.getOrDefault(node, Map.of()).values()) {
                    rows.removeIf(row -> !isWhole(node, row));
                    limit(node, rows);
                }
            }
        }
    }

    /** Whether a document has what it requires. */
    boolean isWhole(ViewNode node, Row row) {
        return node.required().stream().allMatch(below -> !below(below, row).isEmpty());
    }

    /** Leaves out what is beyond the join's limit. */
    static void limit(ViewNode node, List<Row> rows) {
        if (rows.size() > node.limit()) {
            rows.subList(node.limit(), rows.size()).clear();
        }
    }

    /** All documents of a node. */
    List<Row> all(ViewNode node) {
        List<Row> all = new ArrayList<>();
        byNode.getOrDefault(node, Map.of()).values().forEach(all::addAll);
        return all;
    }

    /** How many documents each join brings to the view of one base document, for people: {@code orders: 50,000, items: 7}. */
    String counts(ViewPlan plan, Row base) {
        Map<ViewNode, Collection<Row>> found = new HashMap<>();
        found.put(plan.base(), List.of(base));
        List<String> texts = new ArrayList<>();
        for (ViewNode node : plan.joined()) {
            // A document that several lead to is counted once: the list stays as short as what was read.
            Set<Row> rows = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Row above : found.getOrDefault(Objects.requireNonNull(node.parent()), List.of())) {
                rows.addAll(below(node, above));
            }
            found.put(node, rows);
            texts.add(String.format("%s: %,d", node.alias(), rows.size()));
        }
        return texts.isEmpty() ? "its base alone" : String.join(", ", texts) + " documents";
    }

    /** The values at some positions in a form that compares by value, or null if one of them is missing. */
    static @Nullable List<Object> values(Row row, int[] positions, List<FieldType> types) {
        if (positions.length == 1) {
            Object value = BsonValues.fromBson(types.get(0), row.get(positions[0]));
            return value == null ? null : List.of(value);
        }
        List<Object> values = new ArrayList<>(positions.length);
        for (int i = 0; i < positions.length; i++) {
            Object value = BsonValues.fromBson(types.get(i), row.get(positions[i]));
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }
}

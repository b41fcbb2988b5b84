package io.tributary.view;

import io.tributary.definition.FieldType;
import io.tributary.projection.BsonValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The documents that one chunk of views is made of: per node of the plan, the documents by the values that the join compares. Missing
 * and null values match nothing, not even each other.
 */
final class Joined {

    private final Map<ViewPlan.Node, Map<List<Object>, List<Document>>> byNode = new HashMap<>();

    void put(ViewPlan.Node node, Map<List<Object>, List<Document>> documents) {
        byNode.put(node, documents);
    }

    /** The documents of {@code node} that hang from {@code parent}, in the order of the join. */
    List<Document> below(ViewPlan.Node node, Document parent) {
        List<Object> values = values(parent, node.parentFields(), node.joinedTypes());
        Map<List<Object>, List<Document>> documents = byNode.get(node);
        return values == null || documents == null ? List.of() : documents.getOrDefault(values, List.of());
    }

    /** All documents of a node. */
    List<Document> all(ViewPlan.Node node) {
        List<Document> all = new ArrayList<>();
        byNode.getOrDefault(node, Map.of()).values().forEach(all::addAll);
        return all;
    }

    /** The values of some fields in a form that compares by value, or null if one of them is missing. */
    static @Nullable List<Object> values(Document document, List<String> fields, List<FieldType> types) {
        List<Object> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            Object value = BsonValues.fromBson(types.get(i), document.get(fields.get(i)));
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }
}

package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a query demands of one path (or of an operator such as {@code $or}), and which part of it an index can answer. */
record Condition(String path, @Nullable Object operand) {

    private static final Set<String> BOUNDS = Set.of("$gt", "$gte", "$lt", "$lte");

    /** The conditions that every match fulfils, those inside {@code $and} too; null if an {@code $and} is malformed. */
    static @Nullable List<Condition> of(Document query) {
        List<Condition> conditions = new ArrayList<>();
        return collect(query, conditions) ? conditions : null;
    }

    private static boolean collect(Document query, List<Condition> conditions) {
        for (Map.Entry<String, Object> entry : query.entrySet()) {
            if (!entry.getKey().equals("$and")) {
                conditions.add(new Condition(entry.getKey(), entry.getValue()));
            } else if (!(entry.getValue() instanceof Collection<?> parts)
                    || parts.isEmpty()
                    || !collect(parts, conditions)) {
                return false;
            }
        }
        return true;
    }

    private static boolean collect(Collection<?> parts, List<Condition> conditions) {
        return parts.stream().allMatch(part -> part instanceof Document query && collect(query, conditions));
    }

    /** The query that these conditions make. */
    static Document query(List<Condition> conditions) {
        Document query = new Document();
        List<Document> again = new ArrayList<>();
        for (Condition condition : conditions) {
            if (query.containsKey(condition.path())) {
                again.add(new Document(condition.path(), condition.operand()));
            } else {
                query.put(condition.path(), condition.operand());
            }
        }
        return again.isEmpty() ? query : query.append("$and", again);
    }

    /** The only values that the path may have, or null if the condition is not of that kind, or matches missing values too. */
    @Nullable
    NavigableSet<Object> points() {
        Document operators = operators();
        Collection<?> wanted;
        if (operators == null) {
            wanted = operand == null ? List.of() : List.of(operand);
            if (wanted.isEmpty()) {
                return null;
            }
        } else if (operators.get("$in") instanceof Collection<?> values) {
            wanted = values;
        } else if (operators.get("$eq") != null) {
            wanted = List.of(operators.get("$eq"));
        } else {
            return null;
        }
        return wanted.stream().allMatch(Condition::isComparable) ? points(wanted) : null;
    }

    private static NavigableSet<Object> points(Collection<?> wanted) {
        NavigableSet<Object> points = new TreeSet<>(ValueOrder.INSTANCE);
        points.addAll(wanted);
        return points;
    }

    /** Whether {@link #points} say it all, so that what they find needs no second look. */
    boolean isPointsOnly() {
        Document operators = operators();
        return operators == null || operators.size() == 1;
    }

    /**
     * The range that the path's value must be in, within the range that another condition has left; null if neither says one, or
     * the bounds are of different types.
     */
    @Nullable
    ValueRange range(@Nullable ValueRange left) {
        ValueRange range = left;
        Document operators = operators();
        if (operators != null) {
            for (Map.Entry<String, Object> entry : operators.entrySet()) {
                if (BOUNDS.contains(entry.getKey())) {
                    Object bound = entry.getValue();
                    if (!isComparable(bound)) {
                        return null;
                    }
                    range = (range == null ? ValueRange.ofTypeOf(bound) : range).cut(entry.getKey(), bound);
                    if (range == null) {
                        return null;
                    }
                }
            }
        }
        return range;
    }

    /** Whether {@link #range} says it all. */
    boolean isRangeOnly() {
        Document operators = operators();
        return operators != null && BOUNDS.containsAll(operators.keySet());
    }

    private @Nullable Document operators() {
        return operand instanceof Document document && hasOperators(document) ? document : null;
    }

    private static boolean hasOperators(Document document) {
        return document.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    private static boolean isComparable(@Nullable Object value) {
        return value != null
                && !(value instanceof Collection || value instanceof MinKey || value instanceof MaxKey)
                && !BsonRegularExpression.isRegularExpression(value)
                && !(value instanceof Document document && hasOperators(document));
    }
}

package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a query has to look at. What an index has answered is not checked again: 500 values of an {@code $in} on each of
 * 500 candidates would cost more than the look-up has saved.
 *
 * @param positions their positions
 * @param remaining what is left of the query to check on each of them
 * @param ordered whether they come in the order of {@code _id} that was asked for
 */
record QueryPlan(Iterable<Integer> positions, Document remaining, boolean ordered) {

    /**
     * Plans with the indexes there are: {@code _id} by value, else the secondary index with the fewest candidates, else {@code _id}
     * by range or order.
     *
     * @param idDirection the order by {@code _id} that was asked for: 1, -1, or 0 for none
     * @return null if no index helps and every document has to be looked at
     */
    static @Nullable QueryPlan of(Document query, int idDirection, IdIndex ids, List<SecondaryIndex> indexes) {
        List<Condition> conditions = Condition.of(query);
        if (conditions == null) {
            return null;
        }
        QueryPlan plan = byId(conditions, idDirection < 0, ids);
        if (plan == null) {
            plan = bySecondary(conditions, indexes);
        }
        return plan == null ? byIdOrder(conditions, idDirection, ids) : plan;
    }

    private static @Nullable QueryPlan byId(List<Condition> conditions, boolean descending, IdIndex ids) {
        for (Condition condition : conditions) {
            NavigableSet<Object> points = condition.path().equals(IdIndex.ID) ? condition.points() : null;
            if (points != null) {
                return new QueryPlan(ids.lookup(points, descending), without(condition, conditions), true);
            }
        }
        return null;
    }

    private static @Nullable QueryPlan bySecondary(List<Condition> conditions, List<SecondaryIndex> indexes) {
        QueryPlan best = null;
        int fewest = Integer.MAX_VALUE;
        for (SecondaryIndex index : indexes) {
            for (Condition condition : conditions) {
                NavigableSet<Object> points = condition.path().equals(index.path()) ? condition.points() : null;
                Collection<Integer> found = points == null ? null : index.lookup(points, fewest - 1);
                if (found != null) {
                    fewest = found.size();
                    best = new QueryPlan(found, without(condition, conditions), false);
                }
            }
        }
        return best;
    }

    private static Document without(Condition answered, List<Condition> conditions) {
        if (!answered.isPointsOnly()) {
            return Condition.query(conditions);
        }
        return Condition.query(conditions.stream().filter(c -> c != answered).toList());
    }

    private static @Nullable QueryPlan byIdOrder(List<Condition> conditions, int idDirection, IdIndex ids) {
        ValueRange range = null;
        List<Condition> remaining = new ArrayList<>();
        for (Condition condition : conditions) {
            ValueRange left = condition.path().equals(IdIndex.ID) ? condition.range(range) : range;
            if (left == null && range != null) {
                return null;
            }
            if (left == range || !condition.isRangeOnly()) {
                remaining.add(condition);
            }
            range = left;
        }
        if (range == null && idDirection == 0) {
            return null;
        }
        return new QueryPlan(ids.scan(range, idDirection < 0), Condition.query(remaining), true);
    }
}

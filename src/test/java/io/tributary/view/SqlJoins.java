package io.tributary.view;

import io.tributary.view.RandomView.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins as SQL says them: equality, EXISTS for what is required, and for a limit the number of rows before a row. */
final class SqlJoins {

    private final RandomView view;

    SqlJoins(RandomView view) {
        this.view = view;
    }

    /**
     * The rows at the end of some joins.
     *
     * @param from FROM and WHERE
     * @param names of the rows, one for each join
     */
    record Rows(String from, List<String> names) {

        String last() {
            return names.get(names.size() - 1);
        }
    }

    Rows rows(List<Node> way, String above, String prefix) {
        List<String> names = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        String parent = above;
        for (Node node : way) {
            String row = prefix + "_" + names.size();
            names.add(row);
            tables.add("p" + node.table() + " " + row);
            conditions.add(joined(node, row, parent));
            parent = row;
        }
        return new Rows(" FROM " + String.join(", ", tables) + " WHERE " + String.join(" AND ", conditions), names);
    }

    /** Whether a row is one of those that the join brings for the row above. */
    private String joined(Node node, String row, String above) {
        int limit = node.one() ? 1 : node.limit();
        String matches = matches(node, row, above);
        if (limit == 0) {
            return matches;
        }
        String other = row + "b";
        return matches + " AND (SELECT COUNT(*) FROM p" + node.table() + " " + other + " WHERE "
                + matches(node, other, above) + " AND " + before(node, other, row) + ") < " + limit;
    }

    /** Whether a row fits, and has what it requires. */
    String matches(Node node, String row, String above) {
        List<String> all = new ArrayList<>(List.of("TRUE"));
        node.on().forEach((parent, joined) -> all.add(row + "." + joined + " = " + above + "." + parent));
        RandomCondition where = node.where();
        if (where != null) {
            all.add(where.sql().replace("%s", row));
        }
        for (Node below : view.below(node)) {
            if (below.required()) {
                String needed = row + "q" + below.alias();
                all.add("EXISTS (SELECT 1 FROM p" + below.table() + " " + needed + " WHERE "
                        + matches(below, needed, row) + ")");
            }
        }
        return "(" + String.join(" AND ", all) + ")";
    }

    /** The columns that order a join, true for those that run downwards; the key decides last. */
    private Map<RandomColumn, Boolean> columns(Node node) {
        Map<RandomColumn, Boolean> columns = new LinkedHashMap<>(node.sort());
        view.key(node.table()).forEach(column -> columns.putIfAbsent(column, false));
        return columns;
    }

    private String before(Node node, String row, String other) {
        List<String> ways = new ArrayList<>();
        StringBuilder equal = new StringBuilder();
        columns(node).forEach((column, down) -> {
            String left = (down ? other : row) + "." + column;
            String right = (down ? row : other) + "." + column;
            ways.add("(" + equal + "(" + left + " < " + right + " OR " + left + " IS NULL AND " + right
                    + " IS NOT NULL))");
            equal.append(row + "." + column + " IS NOT DISTINCT FROM " + other + "." + column + " AND ");
        });
        return "(" + String.join(" OR ", ways) + ")";
    }

    /** The order of a join; missing values come first, or last where it runs downwards. */
    String order(Node node, String row, boolean reversed) {
        List<String> order = new ArrayList<>();
        columns(node)
                .forEach((column, down) ->
                        order.add(row + "." + column + (down == reversed ? " ASC NULLS FIRST" : " DESC NULLS LAST")));
        return String.join(", ", order);
    }

    /** The order over all branches: of the joins in turn. */
    String order(List<Node> way, Rows rows, boolean reversed) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            order.add(order(way.get(i), rows.names().get(i), reversed));
        }
        return String.join(", ", order);
    }
}

package io.tributary.view;

import io.tributary.view.RandomView.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a random view is made of, as a mapping and as the SQL that gives the same as JSON: paths over joins to one, arrays in arrays, and
 * figures over branches. The SQL is made from the joins alone and shares nothing with the builder.
 */
final class RandomFields {

    private final Random random;
    private final RandomView view;
    private final SqlJoins sql;
    private int names;
    private int rows;

    RandomFields(Random random, RandomView view) {
        this.random = random;
        this.view = view;
        this.sql = new SqlJoins(view);
    }

    /** A part of the mapping in flow style, and the expression that gives its JSON. */
    record Part(String yaml, String sql) {}

    /** A row that a mapping stands in, within those around it. */
    private record Scope(Node node, String row, @Nullable Scope outer) {}

    /** A field of the view: its name says what it is, where comparing needs to know. */
    private record Named(String name, Part part) {}

    /** The query of the whole view: key columns, then the document. */
    static String query(RandomView view, Part part) {
        List<String> columns = new ArrayList<>();
        view.key(view.base().table()).forEach(column -> columns.add("v." + column));
        return "SELECT " + String.join(", ", columns) + ", " + part.sql() + " FROM p"
                + view.base().table() + " v WHERE " + new SqlJoins(view).matches(view.base(), "v", "");
    }

    Part document() {
        return document(new Scope(view.base(), "v", null));
    }

    private Part document(Scope scope) {
        List<Named> fields = new ArrayList<>();
        fields.add(named("f", new Part("K", scope.row() + ".K")));
        for (Node node : view.nodes()) {
            Scope from = reached(scope, node);
            if (from != null && random.nextBoolean()) {
                fields.add(named("f", path(from, node)));
            }
            List<Node> way = way(scope.node(), node);
            if (way == null || way.stream().allMatch(Node::one)) {
                continue;
            }
            if (way.subList(0, way.size() - 1).stream().allMatch(Node::one) && !node.one()) {
                fields.add(named("f", each(scope, way)));
            }
            if (random.nextBoolean()) {
                fields.add(figure(scope, way));
            }
        }
        return object(fields);
    }

    private Named named(String kind, Part part) {
        return new Named(kind + names++, part);
    }

    private static Part object(List<Named> fields) {
        List<String> yaml = new ArrayList<>();
        List<String> json = new ArrayList<>();
        fields.forEach(field -> {
            yaml.add(field.name() + ": " + field.part().yaml());
            json.add("KEY '" + field.name() + "' VALUE " + field.part().sql());
        });
        return new Part(
                "{" + String.join(", ", yaml) + "}", "JSON_OBJECT(" + String.join(", ", json) + " ABSENT ON NULL)");
    }

    private RandomColumn column() {
        return RandomColumn.values()[random.nextInt(RandomColumn.values().length)];
    }

    private Part path(Scope from, Node node) {
        RandomColumn column = column();
        List<Node> way = way(from.node(), node);
        String yaml = node.alias() + "." + column;
        if (way == null || way.isEmpty()) {
            return new Part(yaml, json(column, from.row() + "." + column));
        }
        SqlJoins.Rows found = sql.rows(way, from.row(), "r" + rows++);
        return new Part(yaml, "(SELECT " + json(column, found.last() + "." + column) + found.from() + ")");
    }

    private Part each(Scope scope, List<Node> way) {
        Node node = way.get(way.size() - 1);
        SqlJoins.Rows found = sql.rows(way, scope.row(), "r" + rows++);
        Scope inner = new Scope(node, found.last(), scope);
        boolean value = random.nextInt(4) == 0;
        Part element = value ? path(inner, node) : document(inner);
        return new Part(
                "{each: " + node.alias() + ", " + (value ? "value: " : "fields: ") + element.yaml() + "}",
                "COALESCE((SELECT JSON_ARRAYAGG(" + element.sql() + " ORDER BY " + sql.order(node, found.last(), false)
                        + ")" + found.from() + "), JSON '[]')");
    }

    private Named figure(Scope scope, List<Node> way) {
        String alias = way.get(way.size() - 1).alias();
        SqlJoins.Rows found = sql.rows(way, scope.row(), "r" + rows++);
        RandomColumn column = column();
        String value = found.last() + "." + column;
        String path = alias + "." + column + "}";
        return switch (random.nextInt(column.isNumber() ? 8 : 6)) {
            case 0 -> named("f", new Part("{count: " + alias + "}", "(SELECT COUNT(*)" + found.from() + ")"));
            case 1 ->
                named(
                        "f",
                        new Part(
                                "{min: " + path, "(SELECT " + json(column, "MIN(" + value + ")") + found.from() + ")"));
            case 2 ->
                named(
                        "f",
                        new Part(
                                "{max: " + path, "(SELECT " + json(column, "MAX(" + value + ")") + found.from() + ")"));
            case 3 -> named("f", new Part("{first: " + path, edge(way, found, column, value, false)));
            case 4 -> named("f", new Part("{last: " + path, edge(way, found, column, value, true)));
            case 5 ->
                named(
                        "distinct",
                        new Part(
                                "{distinct: " + path,
                                "COALESCE((SELECT JSON_ARRAYAGG(DISTINCT " + json(column, value) + ")" + found.from()
                                        + "), JSON '[]')"));
            case 6 ->
                named("f", new Part("{sum: " + path, "(SELECT COALESCE(SUM(" + value + "), 0)" + found.from() + ")"));
            default ->
                named(
                        "avg",
                        new Part(
                                "{avg: " + path,
                                "(SELECT CAST(SUM(" + value + ") AS DECIMAL(30, 12)) / COUNT(" + value + ")"
                                        + found.from() + ")"));
        };
    }

    private String edge(List<Node> way, SqlJoins.Rows found, RandomColumn column, String value, boolean last) {
        return "(SELECT " + json(column, value) + found.from() + " AND " + value + " IS NOT NULL ORDER BY "
                + sql.order(way, found, last) + " LIMIT 1)";
    }

    /** Dates as their text. */
    private static String json(RandomColumn column, String value) {
        return column == RandomColumn.T ? "CAST(" + value + " AS VARCHAR)" : value;
    }

    /** The innermost scope from which joins to one lead to a node, or null. */
    private @Nullable Scope reached(Scope scope, Node node) {
        for (Scope at = scope; at != null; at = at.outer()) {
            List<Node> way = way(at.node(), node);
            if (way != null && way.stream().allMatch(Node::one)) {
                return at;
            }
        }
        return null;
    }

    /** The joins from one node down to another, or null if it does not hang from it. */
    private static @Nullable List<Node> way(Node from, Node to) {
        List<Node> way = new ArrayList<>();
        for (Node at = to; at != from; ) {
            way.add(0, at);
            Node above = at.parent();
            if (above == null) {
                return null;
            }
            at = above;
        }
        return way;
    }
}

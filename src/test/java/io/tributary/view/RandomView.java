package io.tributary.view;

import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A random view over random projections: any mix of joins, to one and to many, on one or two fields, of a table with itself, with
 * conditions, orders, limits and required ones.
 */
final class RandomView {

    private static final int TABLES = 4;

    /** What joins may compare: columns of one type. */
    private static final List<List<RandomColumn>> JOINABLE = List.of(
            List.of(RandomColumn.K, RandomColumn.L, RandomColumn.A, RandomColumn.B),
            List.of(RandomColumn.K, RandomColumn.L, RandomColumn.A, RandomColumn.B),
            List.of(RandomColumn.K, RandomColumn.L, RandomColumn.A, RandomColumn.B),
            List.of(RandomColumn.W),
            List.of(RandomColumn.M),
            List.of(RandomColumn.T));

    /** One table of the view; the base has no parent. */
    record Node(
            String alias,
            int table,
            @Nullable Node parent,
            boolean one,
            Map<RandomColumn, RandomColumn> on,
            @Nullable RandomCondition where,
            Map<RandomColumn, Boolean> sort,
            int limit,
            boolean required) {

        /** Only identity: two joins may look alike. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return alias.hashCode();
        }
    }

    /** By table, whether its key has two columns. */
    private final boolean[] wide = new boolean[TABLES];

    private final List<Node> nodes = new ArrayList<>();
    private final Random random;

    RandomView(Random random) {
        this.random = random;
        for (int i = 0; i < TABLES; i++) {
            wide[i] = random.nextBoolean();
        }
        RandomCondition where = random.nextInt(4) == 0 ? RandomCondition.of(random) : null;
        int base = random.nextInt(TABLES);
        nodes.add(new Node("p" + base, base, null, true, Map.of(), where, Map.of(), 0, false));
        for (int joins = 1 + random.nextInt(5); joins > 0; joins--) {
            nodes.add(join("j" + nodes.size()));
        }
    }

    Node base() {
        return nodes.get(0);
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Node> below(Node node) {
        return nodes.stream().filter(each -> each.parent() == node).toList();
    }

    static int tables() {
        return TABLES;
    }

    List<RandomColumn> key(int table) {
        return wide[table] ? List.of(RandomColumn.K, RandomColumn.L) : List.of(RandomColumn.K);
    }

    private Node join(String alias) {
        boolean one = random.nextInt(3) == 0;
        return new Node(
                alias,
                random.nextInt(TABLES),
                nodes.get(random.nextInt(nodes.size())),
                one,
                on(),
                random.nextInt(3) == 0 ? RandomCondition.of(random) : null,
                sort(),
                !one && random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0,
                random.nextInt(5) == 0);
    }

    private Map<RandomColumn, RandomColumn> on() {
        Map<RandomColumn, RandomColumn> on = new LinkedHashMap<>();
        for (int pairs = random.nextInt(3) == 0 ? 2 : 1; pairs > 0; pairs--) {
            List<RandomColumn> columns = JOINABLE.get(random.nextInt(JOINABLE.size()));
            on.put(columns.get(random.nextInt(columns.size())), columns.get(random.nextInt(columns.size())));
        }
        return on;
    }

    private Map<RandomColumn, Boolean> sort() {
        Map<RandomColumn, Boolean> sort = new LinkedHashMap<>();
        for (int columns = Math.max(0, random.nextInt(4) - 1); columns > 0; columns--) {
            sort.put(RandomColumn.values()[random.nextInt(RandomColumn.values().length)], random.nextBoolean());
        }
        return sort;
    }

    /** The definitions, with these fields of the view in flow style. */
    Definitions definitions(String fields) throws DefinitionException {
        List<DefinitionFile> projections = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            projections.add(new DefinitionFile("transformers/projections/p" + i + ".yaml", projection(i)));
        }
        return new DefinitionReader(Set.of())
                .read(projections, List.of(new DefinitionFile("transformers/single-views/v.yaml", yaml(fields))));
    }

    String yaml(String fields) {
        StringBuilder text = new StringBuilder("view: v\nbase: " + base().alias() + "\n");
        RandomCondition where = base().where();
        if (where != null) {
            text.append("where: ").append(where.yaml()).append('\n');
        }
        text.append("joins:\n");
        nodes.stream().skip(1).forEach(node -> text.append("  ")
                .append(node.alias())
                .append(": ")
                .append(yaml(node))
                .append('\n'));
        return text.append("fields: ").append(fields).append('\n').toString();
    }

    private static String yaml(Node node) {
        List<String> keys = new ArrayList<>();
        keys.add((node.one() ? "one: p" : "many: p") + node.table());
        keys.add("of: " + (node.parent() == null ? "" : node.parent().alias()));
        keys.add("on: "
                + node.on().entrySet().stream()
                        .map(pair -> pair.getKey() + ": " + pair.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
        RandomCondition where = node.where();
        if (where != null) {
            keys.add("where: " + where.yaml());
        }
        if (!node.sort().isEmpty()) {
            keys.add("sort: "
                    + node.sort().entrySet().stream()
                            .map(column -> (column.getValue() ? "-" : "") + column.getKey())
                            .toList());
        }
        if (node.limit() > 0) {
            keys.add("limit: " + node.limit());
        }
        if (node.required()) {
            keys.add("required: true");
        }
        return "{ " + String.join(", ", keys) + " }";
    }

    private String projection(int table) {
        return "projection: p" + table + "\ntopic: t.p" + table + "\nkey: " + key(table) + "\nfields: "
                + Arrays.stream(RandomColumn.values())
                        .map(column -> column + ": " + column.type())
                        .collect(Collectors.joining(", ", "{", "}\n"));
    }
}

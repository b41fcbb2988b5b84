package io.tributary.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queries that read a table page by page, in SQL that every database has; only the clause that ends a page differs. Values
 * are always parameters; names come from the template's parameters and were checked by {@link SqlNames}.
 */
final class SqlPages {

    private final String table;
    private final List<String> key;
    private final PageClause clause;

    SqlPages(String table, List<String> key, PageClause clause) {
        this.table = table;
        this.key = key;
        this.clause = clause;
    }

    /** A query with its named parameters, as camel-jdbc takes them. */
    record Query(String sql, Map<String, Object> parameters) {}

    /** How a database says that a page ends; {@code %d} is the number of rows. */
    enum PageClause {
        STANDARD(" FETCH FIRST %d ROWS ONLY"),
        LIMIT(" LIMIT %d"),
        OFFSET(" OFFSET 0 ROWS FETCH NEXT %d ROWS ONLY");

        private final String text;

        PageClause(String text) {
            this.text = text;
        }

        /** The clause of the product with that name, as the driver spells it. */
        static PageClause of(String product) {
            return switch (product) {
                case "MySQL", "MariaDB", "SQLite" -> LIMIT;
                case "Microsoft SQL Server" -> OFFSET;
                default -> STANDARD;
            };
        }
    }

    /**
     * Rows by version and key.
     *
     * @param floor the least version, or null for all
     * @param after the version and then the key of the last row of the page before, or null for the first page
     */
    Query byVersion(String columns, String version, @Nullable Object floor, @Nullable List<Object> after, int rows) {
        Map<String, Object> parameters = new HashMap<>();
        String where = version + " IS NOT NULL";
        List<String> order = new ArrayList<>();
        order.add(version);
        order.addAll(key);
        if (after != null) {
            where = beyond(order, after, ">", "", "a", parameters);
        } else if (floor != null) {
            parameters.put("floor", floor);
            where = version + " >= :?floor";
        }
        return page(columns, where, order, rows, parameters);
    }

    /** Rows whose key is within (after, upTo], either of which may be open. */
    Query byKey(String columns, @Nullable List<Object> after, @Nullable List<Object> upTo, int rows) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        if (after != null) {
            conditions.add(beyond(key, after, ">", "", "a", parameters));
        }
        if (upTo != null) {
            conditions.add(beyond(key, upTo, "<", "=", "u", parameters));
        }
        return page(columns, String.join(" AND ", conditions), key, rows, parameters);
    }

    /** The keys of those of the given keys that exist. */
    Query existing(List<List<Object>> keys) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        for (List<Object> one : keys) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                String name = "k" + parameters.size();
                parameters.put(name, one.get(i));
                parts.add(key.get(i) + " = :?" + name);
            }
            conditions.add("(" + String.join(" AND ", parts) + ")");
        }
        String sql =
                "SELECT " + String.join(", ", key) + " FROM " + table + " WHERE " + String.join(" OR ", conditions);
        return new Query(sql, parameters);
    }

    private Query page(String columns, String where, List<String> order, int rows, Map<String, Object> parameters) {
        String sql = "SELECT " + columns + " FROM " + table + (where.isEmpty() ? "" : " WHERE " + where) + " ORDER BY "
                + String.join(", ", order) + clause.text.formatted(rows);
        return new Query(sql, parameters);
    }

    /**
     * The row-value comparison (a, b) > (x, y), spelled for databases that have none: a >= x AND (a > x OR b > y). The first
     * comparison is there for the index: a database that sees no range there reads to the end of the table for every page.
     *
     * @param orEqual "=" if equal rows are within, else empty
     */
    private static String beyond(
            List<String> names,
            List<Object> values,
            String sign,
            String orEqual,
            String prefix,
            Map<String, Object> parameters) {
        String condition = "";
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            String parameter = prefix + i;
            parameters.put(parameter, values.get(i));
            String strict = name + " " + sign + " :?" + parameter;
            condition = condition.isEmpty()
                    ? name + " " + sign + orEqual + " :?" + parameter
                    : name + " " + sign + "= :?" + parameter + " AND (" + strict + " OR (" + condition + "))";
        }
        return condition;
    }
}

package io.tributary.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table or view of a database, as its metadata has it.
 *
 * @param schema empty where the database has none
 * @param columns in their order
 * @param key the columns of the primary key, or of a unique index over columns that have always a value; empty if there is neither
 * @param keyIsPrimary whether it is the primary key
 * @param foreignKeys in the order of their names
 */
record Table(
        String schema,
        String name,
        List<Column> columns,
        List<String> key,
        boolean keyIsPrimary,
        List<ForeignKey> foreignKeys) {

    /**
     * A column.
     *
     * @param sqlType of java.sql.Types
     * @param typeName as the database calls it
     */
    record Column(String name, int sqlType, String typeName, int size, int digits, boolean nullable) {}

    /** Columns that refer to a row of another table, or of this one. */
    record ForeignKey(String schema, String table, Map<String, String> columns) {

        /** {@code CUST_ID -> CUSTOMER.CUST_ID}. */
        String text() {
            List<String> referred = new ArrayList<>();
            columns.values().forEach(column -> referred.add(table + "." + column));
            return String.join(", ", columns.keySet()) + " -> " + String.join(", ", referred);
        }

        ForeignKey with(String column, String referred) {
            Map<String, String> all = new LinkedHashMap<>(columns);
            all.put(column, referred);
            return new ForeignKey(schema, table, all);
        }
    }

    Column column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no column '" + columnName + "'"));
    }
}

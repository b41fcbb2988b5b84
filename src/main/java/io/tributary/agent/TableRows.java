package io.tributary.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one page as camel-jdbc gives them. Column names are in capitals, however the driver spells them. */
final class TableRows {

    private final List<Map<String, @Nullable Object>> rows;
    private final List<String> spelled;
    private final List<String> columns;

    /** The driver's own spelling of each key column. */
    private final List<String> key;

    TableRows(List<Map<String, @Nullable Object>> rows, List<String> keyColumns) {
        this.rows = rows;
        this.spelled = rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).keySet());
        this.columns =
                spelled.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
        this.key = rows.isEmpty()
                ? List.of()
                : keyColumns.stream().map(this::spelling).toList();
    }

    List<String> columns() {
        return columns;
    }

    int size() {
        return rows.size();
    }

    /** The values of a record. */
    @Nullable
    Object[] values(int row) {
        @Nullable Object[] values = new Object[columns.size()];
        int i = 0;
        for (Object value : rows.get(row).values()) {
            values[i++] = SourceValues.of(value);
        }
        return values;
    }

    /** The key, typed. */
    List<Object> key(int row) {
        List<Object> parts = new ArrayList<>(key.size());
        for (String name : key) {
            parts.add(TypedValue.of(present(row, name)));
        }
        return parts;
    }

    /** The versions of all rows, typed. */
    List<Object> versions(String column) {
        String name = spelling(column);
        List<Object> versions = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            versions.add(Versions.of(present(row, name)));
        }
        return versions;
    }

    private Object present(int row, String name) {
        Object value = rows.get(row).get(name);
        if (value == null) {
            throw new IllegalArgumentException("a row has no value in column " + name + ", which is part of its key: "
                    + "name the columns of a unique key");
        }
        return value;
    }

    private String spelling(String name) {
        return spelled.stream()
                .filter(SqlNames.unquoted(name)::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the query gives no column " + name + "; it gives " + spelled));
    }
}

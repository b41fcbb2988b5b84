package io.tributary.view;

import io.tributary.cast.CastRecord;
import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.projection.BsonValues;
import io.tributary.record.Key;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The rows of random tables, with many missing values, as SQL and as documents. */
final class RandomRows {

    private static final int MOST = 7;
    private static final int VALUES = 4;

    private final RandomView view;
    private final Random random;
    private final List<Map<Key, Map<RandomColumn, Object>>> tables = new ArrayList<>();
    private long sequence;

    RandomRows(RandomView view, Random random) {
        this.view = view;
        this.random = random;
        for (int table = 0; table < RandomView.tables(); table++) {
            tables.add(new LinkedHashMap<>());
        }
    }

    void fill() {
        for (int table = 0; table < RandomView.tables(); table++) {
            for (int rows = random.nextInt(MOST + 1); rows > 0; rows--) {
                put(table);
            }
        }
    }

    private Map.Entry<Key, Map<RandomColumn, Object>> put(int table) {
        Map<RandomColumn, Object> row = new EnumMap<>(RandomColumn.class);
        List<RandomColumn> key = view.key(table);
        for (RandomColumn column : RandomColumn.values()) {
            if (key.contains(column) || random.nextInt(4) > 0) {
                row.put(column, column.value(random.nextInt(VALUES)));
            }
        }
        Key parts = new Key(key.stream()
                .map(column -> Objects.requireNonNull(row.get(column)))
                .toList());
        tables.get(table).put(parts, row);
        return Map.entry(parts, row);
    }

    /** Changes a table by one record, a new row, another one under an old key, or none, and says what a source would say of it. */
    CastRecord change(int table) {
        Map.Entry<Key, Map<RandomColumn, Object>> written = put(table);
        boolean delete = random.nextInt(4) == 0;
        if (delete) {
            tables.get(table).remove(written.getKey());
        }
        @Nullable Object[] values = new @Nullable Object[RandomColumn.values().length];
        for (RandomColumn column : RandomColumn.values()) {
            boolean told = !delete || view.key(table).contains(column);
            values[column.ordinal()] = told ? written.getValue().get(column) : null;
        }
        Operation operation = delete ? Operation.DELETE : Operation.UPSERT;
        return new CastRecord(written.getKey(), operation, new Version(0, ++sequence), values, 0);
    }

    List<Key> keys(int table) {
        return List.copyOf(tables.get(table).keySet());
    }

    /** What creates and fills the tables. */
    String sql() {
        StringBuilder sql = new StringBuilder("DROP ALL OBJECTS;\n");
        for (int table = 0; table < tables.size(); table++) {
            List<String> columns = new ArrayList<>();
            for (RandomColumn column : RandomColumn.values()) {
                columns.add(column + " " + column.sqlType());
            }
            sql.append("CREATE TABLE p" + table + " (" + String.join(", ", columns) + ");\n");
            for (Map<RandomColumn, Object> row : tables.get(table).values()) {
                List<String> values = new ArrayList<>();
                for (RandomColumn column : RandomColumn.values()) {
                    Object value = row.get(column);
                    values.add(value == null ? "NULL" : column.isNumber() ? value.toString() : "'" + value + "'");
                }
                sql.append("INSERT INTO p" + table + " VALUES (" + String.join(", ", values) + ");\n");
            }
        }
        return sql.toString();
    }

    /** The documents by projection, without {@code _meta}. */
    Map<String, List<Document>> documents(Definitions definitions) {
        Map<String, List<Document>> documents = new LinkedHashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            ProjectionDefinition projection = definitions.projection("p" + table);
            List<Document> of = new ArrayList<>();
            tables.get(table).forEach((key, row) -> {
                Document document = new Document("_id", BsonValues.id(projection, key));
                row.forEach((column, value) -> document.append(column.name(), BsonValues.toBson(value)));
                of.add(document);
            });
            documents.put(projection.name(), of);
        }
        return documents;
    }
}

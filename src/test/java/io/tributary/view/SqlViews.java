package io.tributary.view;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.record.Key;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Runs the SQL of a random view in H2, and brings its documents and ours to one form. */
final class SqlViews implements AutoCloseable {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Connection connection;

    SqlViews() throws Exception {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
    }

    /** The documents that SQL makes of some rows, by key. */
    Map<Key, Object> views(RandomView view, RandomFields.Part part, RandomRows rows) throws Exception {
        Map<Key, Object> views = new LinkedHashMap<>();
        int keys = view.key(view.base().table()).size();
        try (Statement statement = connection.createStatement()) {
            statement.execute(rows.sql());
            try (ResultSet result = statement.executeQuery(RandomFields.query(view, part))) {
                while (result.next()) {
                    List<Object> key = new ArrayList<>();
                    for (int i = 1; i <= keys; i++) {
                        key.add(result.getInt(i));
                    }
                    Map<?, ?> document = JSON.readValue(result.getString(keys + 1), Map.class);
                    views.put(new Key(key), normal("", document));
                }
            }
        }
        return views;
    }

    /** Numbers by value, dates as text, the average to as many places as both have, and distinct values in some order. */
    static Object normal(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((field, member) -> fields.put(field.toString(), normal(field.toString(), member)));
            return fields;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(normal("", element)));
            if (name.startsWith("distinct")) {
                elements.sort(Comparator.comparing(Object::toString));
            }
            return elements;
        }
        if (value instanceof Date date) {
            return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
        }
        BigDecimal number = value instanceof Decimal128 decimal
                ? decimal.bigDecimalValue()
                : value instanceof Number other ? new BigDecimal(other.toString()) : null;
        if (number == null) {
            return value;
        }
        BigDecimal exact = name.startsWith("avg") ? number.setScale(8, RoundingMode.HALF_EVEN) : number;
        return exact.stripTrailingZeros().toPlainString();
    }

    /** A view of ours, without what is not of its mapping. */
    static @Nullable Object normal(@Nullable Document view) {
        if (view == null) {
            return null;
        }
        Document fields = new Document(view);
        fields.remove("_id");
        fields.remove("_meta");
        return normal("", fields);
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}

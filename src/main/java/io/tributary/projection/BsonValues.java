package io.tributary.projection;

import io.tributary.definition.FieldType;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** The one mapping between the values of definitions and BSON: dates as dates (midnight UTC), decimals as Decimal128. */
public final class BsonValues {

    private BsonValues() {}

    /** The BSON value of a cast value; what BSON knows by itself stays as it is. */
    public static @Nullable Object toBson(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return new Decimal128(decimal);
        }
        if (value instanceof Instant instant) {
            return Date.from(instant);
        }
        if (value instanceof LocalDate date) {
            return Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (value instanceof Map<?, ?> map) {
            Document document = new Document();
            map.forEach((name, member) -> document.append(String.valueOf(name), toBson(member)));
            return document;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> array = new ArrayList<>(list.size());
            list.forEach(element -> array.add(toBson(element)));
            return array;
        }
        return value;
    }

    /** The value of a stored BSON value, in the Java class of its type. */
    public static @Nullable Object fromBson(FieldType type, @Nullable Object stored) {
        if (stored instanceof Decimal128 decimal) {
            return FieldType.normalized(decimal.bigDecimalValue());
        }
        if (stored instanceof Date date) {
            return type == FieldType.DATE
                    ? date.toInstant().atOffset(ZoneOffset.UTC).toLocalDate()
                    : date.toInstant();
        }
        return stored;
    }

    /** The {@code _id} of a key: the value itself, or a document with the key fields in declared order. */
    public static Object id(ProjectionDefinition projection, Key key) {
        List<Object> parts = key.parts();
        if (parts.size() == 1) {
            return bson(parts.get(0));
        }
        Document id = new Document();
        for (int i = 0; i < parts.size(); i++) {
            id.append(projection.key().get(i), bson(parts.get(i)));
        }
        return id;
    }

    /** The key behind a stored {@code _id}. */
    public static Key key(ProjectionDefinition projection, Object id) {
        List<String> names = projection.key();
        List<Object> parts = new ArrayList<>(names.size());
        for (String name : names) {
            Object stored = names.size() == 1 ? id : ((Document) id).get(name);
            Object value = fromBson(projection.field(name).type(), stored);
            if (value == null) {
                throw new IllegalStateException("projection " + projection.name() + ": stored _id " + id
                        + " is not of its key " + projection.key());
            }
            parts.add(value);
        }
        return new Key(parts);
    }

    private static Object bson(Object value) {
        Object bson = toBson(value);
        if (bson == null) {
            throw new IllegalArgumentException("a key has no null part");
        }
        return bson;
    }
}

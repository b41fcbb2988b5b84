package io.tributary.projection;

import io.tributary.definition.Bytes;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.GeoPoint;
import io.tributary.definition.HexId;
import io.tributary.record.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** The one mapping between the values of definitions and BSON: dates as dates (midnight UTC), decimals as Decimal128, times as text. */
public final class BsonValues {

    /** Decimal digits that a long holds for certain. */
    private static final int LONG_DIGITS = 18;

    private static final int EXPONENT_BIAS = 6_176;
    private static final int EXPONENT_SHIFT = 49;

    private BsonValues() {}

    /** The BSON value of a cast value; what BSON knows by itself stays as it is. */
    public static @Nullable Object toBson(@Nullable Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Integer) {
            return value;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal(decimal);
        }
        if (value instanceof Instant instant) {
            return Date.from(instant);
        }
        if (value instanceof LocalDate date) {
            return Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (value instanceof LocalTime time) {
            return FieldType.TIME.format(time);
        }
        if (value instanceof Bytes bytes) {
            return new Binary(bytes.toArray());
        }
        if (value instanceof HexId id) {
            return new ObjectId(id.hex());
        }
        if (value instanceof GeoPoint point) {
            return new Document("type", "Point").append("coordinates", List.of(point.longitude(), point.latitude()));
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

    /** The library looks at a decimal bit by bit; one that fits in a long is its digits beside its exponent (IEEE 754-2008, BID). */
    private static Decimal128 decimal(BigDecimal decimal) {
        if (decimal.precision() > LONG_DIGITS || Math.abs(decimal.scale()) > EXPONENT_BIAS / 2) {
            return new Decimal128(decimal);
        }
        long digits = decimal.unscaledValue().longValue();
        long sign = digits < 0 ? Long.MIN_VALUE : 0;
        return Decimal128.fromIEEE754BIDEncoding(
                sign | (long) (EXPONENT_BIAS - decimal.scale()) << EXPONENT_SHIFT, Math.abs(digits));
    }

    /**
     * An {@code _id} in the form in which those are equal in Java that are equal in the database, where 1 is 1 whether it is stored
     * with 32 bits, with 64, or as a decimal. So a key whose type was changed finds its documents.
     */
    public static Object comparable(Object id) {
        if (id instanceof Document document) {
            Document comparable = new Document();
            document.forEach((name, part) -> comparable.append(name, part == null ? null : comparable(part)));
            return comparable;
        }
        if (id instanceof Number && !(id instanceof Decimal128 decimal && !decimal.isFinite())) {
            return number((Number) id);
        }
        return id;
    }

    private static Object number(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        if (number instanceof Double real && !Double.isFinite(real)) {
            return real;
        }
        BigDecimal exact = number instanceof Decimal128 decimal && !isNegativeZero(decimal)
                ? decimal.bigDecimalValue()
                : new BigDecimal(number.doubleValue());
        BigDecimal normal = FieldType.normalized(exact);
        boolean whole = normal.scale() <= 0 && normal.precision() - normal.scale() <= 18;
        return whole ? (Object) normal.longValueExact() : normal;
    }

    /** BigDecimal has none, and Decimal128 refuses to become one. */
    private static boolean isNegativeZero(Decimal128 decimal) {
        return decimal.isNegative() && decimal.doubleValue() == 0;
    }

    /** The value of a stored BSON value, in the Java class of its type; also a number that was stored when the type was another. */
    public static @Nullable Object fromBson(FieldType type, @Nullable Object stored) {
        if (stored instanceof Decimal128 decimal && type == FieldType.DECIMAL) {
            return FieldType.normalized(decimal.bigDecimalValue());
        }
        if (stored instanceof Number number) {
            return number(type, number);
        }
        if (stored instanceof String text && type == FieldType.TIME) {
            return FieldType.TIME.parse(text);
        }
        if (stored instanceof Binary binary) {
            return Bytes.of(binary.getData());
        }
        if (stored instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        if (stored instanceof ObjectId id) {
            return new HexId(id.toHexString());
        }
        if (type == FieldType.POINT
                && stored instanceof Document document
                && document.get("coordinates") instanceof List<?> coordinates) {
            return new GeoPoint(
                    ((Number) coordinates.get(1)).doubleValue(), ((Number) coordinates.get(0)).doubleValue());
        }
        if (stored instanceof Date date) {
            return type == FieldType.DATE
                    ? date.toInstant().atOffset(ZoneOffset.UTC).toLocalDate()
                    : date.toInstant();
        }
        return stored;
    }

    /** Stored values of a field as {@link #fromBson} gives them, without those that were stored when its type was another. */
    public static List<Object> ofType(FieldType type, Collection<?> stored) {
        List<Object> values = new ArrayList<>(stored.size());
        for (Object each : stored) {
            Object value = fromBson(type, each);
            if (value != null && type.javaType().isInstance(value)) {
                values.add(value);
            }
        }
        return values;
    }

    /** The value of a field of a stored document. Parts of its key are in its {@code _id}, and in a view perhaps nowhere else. */
    public static @Nullable Object present(DocumentSource source, Document document, String field) {
        if (!source.key().contains(field)) {
            return document.get(field);
        }
        return document.get("_id") instanceof Document composite ? composite.get(field) : document.get("_id");
    }

    /** The {@code _id} of a key: the value itself, or a document with the key fields in declared order. */
    public static Object id(DocumentSource source, Key key) {
        List<Object> parts = key.parts();
        if (parts.size() == 1) {
            return bson(parts.get(0));
        }
        Document id = new Document();
        for (int i = 0; i < parts.size(); i++) {
            id.append(source.key().get(i), bson(parts.get(i)));
        }
        return id;
    }

    /** Whether a stored {@code _id} is one of this key: a value of its type, or a document with its fields in their order. */
    public static boolean isKey(DocumentSource source, @Nullable Object id) {
        List<String> names = source.key();
        if (names.size() == 1) {
            return id != null && isOfType(source.type(names.get(0)), id);
        }
        return id instanceof Document composite
                && List.copyOf(composite.keySet()).equals(names)
                && names.stream().allMatch(name -> isOfType(source.type(name), composite.get(name)));
    }

    private static boolean isOfType(FieldType type, @Nullable Object stored) {
        return type.javaType().isInstance(fromBson(type, stored));
    }

    /** The key behind a stored {@code _id}. */
    public static Key key(DocumentSource source, Object id) {
        List<String> names = source.key();
        List<Object> parts = new ArrayList<>(names.size());
        for (String name : names) {
            Object stored = names.size() == 1 ? id : ((Document) id).get(name);
            Object value = fromBson(source.type(name), stored);
            if (value == null) {
                throw new IllegalStateException(
                        source.name() + ": stored _id " + id + " is not of its key " + source.key());
            }
            parts.add(value);
        }
        return new Key(parts);
    }

    private static Object number(FieldType type, Number stored) {
        Object number = comparable(stored);
        return switch (type) {
            case INTEGER ->
                number instanceof Long whole && whole == whole.intValue() ? (Object) whole.intValue() : number;
            case DOUBLE -> stored.doubleValue();
            case DECIMAL -> number instanceof Long whole ? FieldType.normalized(BigDecimal.valueOf(whole)) : number;
            default -> number;
        };
    }

    private static Object bson(Object value) {
        Object bson = toBson(value);
        if (bson == null) {
            throw new IllegalArgumentException("a key has no null part");
        }
        return bson;
    }
}

package io.tributary.view;

import io.tributary.definition.Bytes;
import io.tributary.definition.FieldType;
import io.tributary.definition.GeoPoint;
import io.tributary.definition.HexId;
import io.tributary.definition.Shape;
import io.tributary.projection.BsonValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Values on their way into formulas and own functions, and what these give on its way into a view. */
final class OwnValues {

    /** Documents in documents, at most: more than MongoDB allows, and a map that holds itself. */
    private static final int DEPTH = 90;

    private OwnValues() {}

    /** A value of a view in the Java classes of its shape. */
    static @Nullable Object java(Shape shape, @Nullable Object bson) {
        if (shape instanceof Shape.Obj obj && bson instanceof Document document) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            obj.fields().forEach((name, field) -> values.put(name, java(field, document.get(name))));
            return Collections.unmodifiableMap(values);
        }
        if (shape instanceof Shape.Arr array && bson instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(element -> values.add(java(array.element(), element)));
            return Collections.unmodifiableList(values);
        }
        boolean typed =
                shape instanceof Shape.Leaf leaf && leaf.type() != FieldType.OBJECT && leaf.type() != FieldType.ARRAY;
        return typed ? BsonValues.fromBson(((Shape.Leaf) shape).type(), bson) : plain(bson);
    }

    /** A value of no known type. */
    private static @Nullable Object plain(@Nullable Object bson) {
        if (bson instanceof Document document) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            document.forEach((name, value) -> values.put(name, plain(value)));
            return Collections.unmodifiableMap(values);
        }
        if (bson instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(element -> values.add(plain(element)));
            return Collections.unmodifiableList(values);
        }
        if (bson instanceof Decimal128 decimal && decimal.isFinite()) {
            return BsonValues.fromBson(FieldType.DECIMAL, decimal);
        }
        return bson instanceof Date date ? date.toInstant() : bson;
    }

    /**
     * What a formula or function gave, as a view can hold it.
     *
     * @throws IllegalArgumentException if it is not of the type; the message says what it is
     */
    static @Nullable Object bson(FieldType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object typed = value instanceof Number number && type.isNumber() ? number(type, number) : value;
        if (typed instanceof String text && type != FieldType.STRING) {
            typed = type.parse(text);
        }
        if (!type.javaType().isInstance(typed)) {
            throw new IllegalArgumentException(shown(typed) + " is no " + type.yamlName());
        }
        checkHeld(typed, DEPTH);
        return BsonValues.toBson(typed);
    }

    private static Object number(FieldType type, Number number) {
        try {
            return switch (type) {
                case DOUBLE -> number.doubleValue();
                case DECIMAL ->
                    FieldType.DECIMAL.parse(new BigDecimal(number.toString())
                            .round(MathContext.DECIMAL128)
                            .toString());
                case INTEGER -> Math.toIntExact(new BigDecimal(number.toString()).longValueExact());
                default -> new BigDecimal(number.toString()).longValueExact();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(shown(number) + " is no " + type.yamlName(), e);
        }
    }

    /** The driver fails for a whole chunk if one value is of a class that it does not know. */
    private static void checkHeld(@Nullable Object value, int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException("is nested deeper than " + DEPTH + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                if (!(name instanceof String text) || text.isEmpty() || text.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException(shown(String.valueOf(name)) + " is no name of a field");
                }
                checkHeld(member, depth - 1);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> checkHeld(element, depth - 1));
        } else if (!isHeld(value)) {
            throw new IllegalArgumentException("a view cannot hold " + shown(String.valueOf(value)) + " of "
                    + (value == null ? "" : value.getClass()));
        }
    }

    private static boolean isHeld(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigDecimal decimal && decimal.precision() <= 34
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof Bytes
                || value instanceof HexId
                || value instanceof GeoPoint
                || value instanceof Instant;
    }

    private static String shown(Object value) {
        String text = value instanceof String ? "'" + value + "'" : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}

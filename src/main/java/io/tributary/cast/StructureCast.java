package io.tributary.cast;

import io.tributary.definition.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects and arrays, as they are or as JSON text. What not every MongoDB-compatible server can store is refused here, record by
 * record, since the driver would refuse the whole bulk.
 */
final class StructureCast implements ValueCast {

    private static final int DEEPEST = 50;

    private final FieldType type;

    StructureCast(FieldType type) {
        this.type = type;
    }

    @Override
    public @Nullable Object cast(Object value) {
        Object structure =
                value instanceof String text ? JsonText.parse(text, "is not a JSON " + type.yamlName()) : value;
        if (structure == null) {
            return null;
        }
        if (!type.javaType().isInstance(structure)) {
            throw CastFailure.of(value, "is not a JSON " + type.yamlName());
        }
        return copy(structure, value, 1);
    }

    /** A copy that holds nothing but what BSON has: texts, booleans, numbers, maps and lists. */
    private static Object copy(Object part, Object whole, int depth) {
        if (depth > DEEPEST) {
            throw CastFailure.of(whole, "is nested deeper than " + DEEPEST + " levels");
        }
        if (part instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put(
                    checkName(String.valueOf(name), whole), value == null ? null : copy(value, whole, depth + 1)));
            return copy;
        }
        if (part instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(value -> copy.add(value == null ? null : copy(value, whole, depth + 1)));
            return copy;
        }
        return scalar(part, whole);
    }

    private static Object scalar(Object part, Object whole) {
        if (part instanceof String text) {
            return StringCast.paired(text, whole);
        }
        if (part instanceof Boolean || part instanceof Long) {
            return part;
        }
        if (part instanceof Integer number) {
            return number.longValue();
        }
        BigDecimal number = Numbers.exact(part);
        BigDecimal storable = number == null ? null : Numbers.storable(number);
        if (storable == null) {
            throw CastFailure.of(
                    whole, "holds " + Shown.of(part) + ", which is neither text, boolean nor a number of 34 digits");
        }
        return storable;
    }

    private static String checkName(String name, Object whole) {
        if (name.isEmpty() || name.charAt(0) == '$' || name.indexOf('.') >= 0 || name.indexOf('\0') >= 0) {
            throw CastFailure.of(
                    whole,
                    "holds the name " + Shown.of(name) + ": it may not be empty, begin with '$', nor hold '.' or NUL");
        }
        return StringCast.paired(name, whole);
    }
}

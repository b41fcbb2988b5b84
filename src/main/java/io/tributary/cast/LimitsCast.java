package io.tributary.cast;

import com.google.re2j.Pattern;
import io.tributary.definition.Bytes;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.Limits;
import io.tributary.definition.TextPattern;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of its type that has to keep to limits. */
final class LimitsCast implements ValueCast {

    private final ValueCast cast;
    private final FieldType type;
    private final Limits limits;
    private final @Nullable Pattern pattern;
    private final Set<Object> oneOf = new HashSet<>();

    private LimitsCast(ValueCast cast, FieldType type, Limits limits) {
        this.cast = cast;
        this.type = type;
        this.limits = limits;
        String text = limits.pattern();
        this.pattern = text == null ? null : TextPattern.compile(text);
        limits.oneOf().forEach(value -> oneOf.add(normal(value)));
    }

    /** The cast of a field's type, with its limits if it has any. */
    static ValueCast of(FieldDefinition field) {
        ValueCast cast = ValueCast.of(field.type(), field.notation());
        return field.limits().equals(Limits.NONE) ? cast : new LimitsCast(cast, field.type(), field.limits());
    }

    @Override
    public @Nullable Object cast(Object value) {
        Object result = cast.cast(value);
        if (result != null) {
            check(result);
        }
        return result;
    }

    private void check(Object value) {
        Object min = limits.min();
        Object max = limits.max();
        if (min != null && compare(value, min) < 0) {
            throw failure(value, "is below the least, " + type.format(min));
        }
        if (max != null && compare(value, max) > 0) {
            throw failure(value, "is above the greatest, " + type.format(max));
        }
        if (!oneOf.isEmpty() && !oneOf.contains(normal(value))) {
            List<String> all = limits.oneOf().stream().map(type::format).toList();
            throw failure(value, "is none of " + String.join(", ", all));
        }
        if (pattern != null && !pattern.matches(value.toString())) {
            throw failure(value, "does not match the pattern " + pattern.pattern());
        }
        checkLength(value);
    }

    private void checkLength(Object value) {
        Integer least = limits.minLength();
        Integer most = limits.maxLength();
        if (least == null && most == null) {
            return;
        }
        int length = value instanceof List<?> list
                ? list.size()
                : value instanceof Bytes bytes
                        ? bytes.length()
                        : value.toString().codePointCount(0, value.toString().length());
        String unit = value instanceof List<?> ? " element" : value instanceof Bytes ? " byte" : " character";
        String has = "has " + length + unit + (length == 1 ? ", " : "s, ");
        if (least != null && length < least) {
            throw failure(value, has + "fewer than " + least);
        }
        if (most != null && length > most) {
            throw failure(value, has + "more than " + most);
        }
    }

    private CastFailure failure(Object value, String reason) {
        return CastFailure.of(type.isStructure() ? value : type.format(value), reason);
    }

    @SuppressWarnings("unchecked") // Both are of the field's type.
    private static int compare(Object value, Object limit) {
        return ((Comparable<Object>) value).compareTo(limit);
    }

    private static Object normal(Object value) {
        return value instanceof BigDecimal decimal ? FieldType.normalized(decimal) : value;
    }
}

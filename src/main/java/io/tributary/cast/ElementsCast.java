package io.tributary.cast;

import io.tributary.definition.FieldType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays whose elements are of one type; a missing element stays missing. */
final class ElementsCast implements ValueCast {

    private final ValueCast array = new StructureCast(FieldType.ARRAY);
    private final ValueCast element;

    ElementsCast(ValueCast element) {
        this.element = element;
    }

    @Override
    public @Nullable Object cast(Object value) {
        Object list = array.cast(value);
        if (!(list instanceof List<?> elements)) {
            return list;
        }
        List<@Nullable Object> cast = new ArrayList<>(elements.size());
        for (Object each : elements) {
            cast.add(each == null || isBlank(each) ? null : element(each, cast.size()));
        }
        return cast;
    }

    private static boolean isBlank(Object value) {
        return value instanceof String text && text.isBlank();
    }

    private @Nullable Object element(Object value, int index) {
        try {
            return element.cast(value instanceof String text ? text.strip() : value);
        } catch (CastFailure e) {
            throw new CastFailure("element " + (index + 1) + ": " + e.getMessage());
        }
    }
}

package io.tributary.cast;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * The way of one value: trimmed, empty text to null, own cast, type. Files cannot tell an empty text from none, so empty is null;
 * only a string field with {@code trim: false} keeps its text as it is, empty or blank.
 */
final class FieldCast {

    private final boolean trim;
    private final boolean keepsBlank;
    private final @Nullable CastFunction own;
    private final ValueCast type;

    FieldCast(FieldDefinition field, @Nullable CastFunction own) {
        this.trim = field.trim();
        this.keepsBlank = field.type() == FieldType.STRING && !field.trim();
        this.own = own;
        this.type = ValueCast.of(field);
    }

    /**
     * The value in the field's type, or null if there is none.
     *
     * @throws CastFailure if it cannot be cast
     */
    @Nullable
    Object cast(@Nullable Object raw) {
        Object value = clean(raw);
        if (own != null && value != null) {
            value = clean(own(own, value));
        }
        return value == null ? null : type.cast(value);
    }

    private @Nullable Object clean(@Nullable Object value) {
        if (keepsBlank || !(value instanceof String text)) {
            return value;
        }
        String stripped = trim ? text.strip() : text;
        return stripped.isBlank() ? null : stripped;
    }

    /** Own functions are foreign code: whatever they throw rejects this record and no other. */
    private static @Nullable Object own(CastFunction function, Object value) {
        try {
            return function.cast(value);
        } catch (IllegalArgumentException e) {
            throw e.getMessage() == null ? broken(value, e) : new CastFailure(e.getMessage());
        } catch (RuntimeException e) {
            throw broken(value, e);
        }
    }

    private static CastFailure broken(Object value, RuntimeException e) {
        return CastFailure.of(value, "made its own cast fail: " + e);
    }
}

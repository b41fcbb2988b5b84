package io.tributary.cast;

import io.tributary.definition.CastStep;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of one value: trimmed, empty text to null, steps, type, limits. Files cannot tell an empty text from none, so empty is null;
 * only a string field with {@code trim: false} keeps its text as it is, empty or blank. A step that leaves nothing is the last.
 */
final class FieldCast {

    private static final Step[] NONE = {};

    private final boolean trim;
    private final boolean keepsBlank;
    private final boolean raw;
    private final Step[] steps;
    private final ValueCast type;

    FieldCast(FieldDefinition field, Map<String, CastFunction> own) {
        this.trim = field.notation().trim();
        this.keepsBlank = field.type() == FieldType.STRING && !trim;
        this.raw = startsExact(field.cast());
        this.steps = field.cast().isEmpty() ? NONE : Steps.of(field, own);
        this.type = LimitsCast.of(field);
    }

    /**
     * The value in the field's type, or null if there is none.
     *
     * @throws CastFailure if it cannot be cast
     */
    @Nullable
    Object cast(@Nullable Object given) {
        return cast(given, null);
    }

    /**
     * As {@link #cast(Object)}.
     *
     * @param told is given the number of each step that was taken, and what it left; null on the way of the data
     */
    @Nullable
    Object cast(@Nullable Object given, @Nullable Told told) {
        Object value = raw ? given : clean(given);
        for (int i = 0; i < steps.length && value != null; i++) {
            value = blankToNull(steps[i].apply(value));
            if (told != null) {
                told.step(i, value);
            }
        }
        return value == null ? null : type.cast(value);
    }

    /** Who wants to know what each step makes of a value. */
    @FunctionalInterface
    interface Told {

        void step(int number, @Nullable Object left);
    }

    /** A value as formulas and casts see it. */
    @Nullable
    Object clean(@Nullable Object value) {
        if (keepsBlank || !(value instanceof String text)) {
            return value;
        }
        if (trim) {
            String stripped = text.strip();
            return stripped.isEmpty() ? null : stripped;
        }
        return text.isBlank() ? null : text;
    }

    private @Nullable Object blankToNull(@Nullable Object value) {
        return !keepsBlank && value instanceof String text && text.isBlank() ? null : value;
    }

    /** Fast Data makes 0 of an empty text: its exact casts see the value as it came. */
    private static boolean startsExact(List<CastStep> steps) {
        return !steps.isEmpty() && steps.get(0).flag("exact");
    }
}

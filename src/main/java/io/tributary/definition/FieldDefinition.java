package io.tributary.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a projection.
 *
 * @param name the name in the projection
 * @param from the column of the record; the same as {@code name} where the definition says nothing. Of a computed field its text
 * @param formula what computes the value from several columns, or null: then it is the value of {@code from}
 * @param type the type that is stored
 * @param required whether a record without a value is rejected
 * @param notation how values are written in the source
 * @param cast the steps that a value goes through before the type takes it
 * @param limits what a value has to keep to
 * @param otherwise the value, of the type, of a record that has none; or null
 * @param onInvalid what becomes of a value that cannot be cast
 * @param omit whether it is cast and checked, and not stored
 */
public record FieldDefinition(
        String name,
        String from,
        @Nullable Formula formula,
        FieldType type,
        boolean required,
        Notation notation,
        List<CastStep> cast,
        Limits limits,
        @Nullable Object otherwise,
        OnInvalid onInvalid,
        boolean omit,
        Place place) {

    /** A field that is stored. */
    public FieldDefinition(
            String name,
            String from,
            @Nullable Formula formula,
            FieldType type,
            boolean required,
            Notation notation,
            List<CastStep> cast,
            Limits limits,
            @Nullable Object otherwise,
            OnInvalid onInvalid,
            Place place) {
        this(name, from, formula, type, required, notation, cast, limits, otherwise, onInvalid, false, place);
    }

    /** What becomes of a value that cannot be cast or does not keep to its limits. */
    public enum OnInvalid {
        REJECT,
        NULL,
        DEFAULT
    }

    /** A field of one column of which the definition says no more. */
    public static FieldDefinition plain(String name, String from, FieldType type, boolean required, Place place) {
        return new FieldDefinition(
                name,
                from,
                null,
                type,
                required,
                Notation.STANDARD,
                List.of(),
                Limits.NONE,
                null,
                OnInvalid.REJECT,
                place);
    }

    /** The columns that it is made of. */
    public List<String> columns() {
        return formula == null ? List.of(from) : formula.names();
    }
}

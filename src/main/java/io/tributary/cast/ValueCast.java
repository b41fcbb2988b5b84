package io.tributary.cast;

import io.tributary.definition.FieldType;
import io.tributary.definition.Notation;
import org.jspecify.annotations.Nullable;

/** Brings a value, as it stands in a record or as a step left it, to one type. Holds no state. */
@FunctionalInterface
interface ValueCast {

    /**
     * The value of the type; null for the JSON text {@code null} alone.
     *
     * @param value a String (trimmed where the definition says so, not blank), Boolean, number, Map or List, or already of the type
     * @throws CastFailure if it is none
     */
    @Nullable
    Object cast(Object value);

    static ValueCast of(FieldType type, Notation notation) {
        return switch (type) {
            case STRING -> new StringCast();
            case INTEGER -> new IntegerCast(notation.grouping());
            case LONG -> new LongCast(notation.grouping());
            case DECIMAL -> new DecimalCast(notation.decimal(), notation.grouping());
            case DOUBLE -> new DoubleCast(notation.decimal(), notation.grouping());
            case BOOLEAN -> new BooleanCast(notation.trueWords(), notation.falseWords());
            case DATE -> new DateCast(notation.formats(), notation.locale());
            case TIMESTAMP -> TimestampCast.of(notation.formats(), notation.locale(), notation.zone());
            case TIME -> new TimeCast(notation.formats(), notation.locale());
            case BINARY -> new BinaryCast(notation.formats());
            case OBJECT_ID -> new HexIdCast();
            case POINT -> new PointCast(notation.decimal());
            case OBJECT -> new StructureCast(type);
            case ARRAY -> {
                FieldType elements = notation.elements();
                yield elements == null ? new StructureCast(type) : new ElementsCast(of(elements, notation));
            }
        };
    }
}

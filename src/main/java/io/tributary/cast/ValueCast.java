package io.tributary.cast;

import io.tributary.definition.FieldDefinition;
import org.jspecify.annotations.Nullable;

/** Brings a value, as it stands in a record or as an own cast left it, to one type. Holds no state. */
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

    static ValueCast of(FieldDefinition field) {
        return switch (field.type()) {
            case STRING -> new StringCast();
            case INTEGER -> new IntegerCast();
            case LONG -> new LongCast();
            case DECIMAL -> new DecimalCast(field.decimalSeparator());
            case DOUBLE -> new DoubleCast(field.decimalSeparator());
            case BOOLEAN -> new BooleanCast(field.trueWords(), field.falseWords());
            case DATE -> new DateCast(field.format());
            case TIMESTAMP -> new TimestampCast(field.format(), field.zone());
            case OBJECT, ARRAY -> new StructureCast(field.type());
        };
    }
}

package io.tributary.definition;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a projection.
 *
 * @param name the name in the projection
 * @param from the column of the record; the same as {@code name} where the definition says nothing
 * @param type the type that is stored
 * @param required whether a record without a value is rejected
 * @param format pattern of a date or timestamp ({@code java.time}, resolved strictly); ISO 8601 where there is none
 * @param zone the zone of a timestamp that has no offset of its own; UTC where there is none
 * @param decimalSeparator what stands before the decimals: '.' or ','
 * @param trim whether white space around text is cut before the cast; true unless said otherwise
 * @param trueWords texts that mean true (beside a JSON boolean); {@code true} where the definition says nothing
 * @param falseWords texts that mean false; {@code false} where the definition says nothing
 * @param cast the name of an own cast function that runs first, or null
 */
public record FieldDefinition(
        String name,
        String from,
        FieldType type,
        boolean required,
        @Nullable String format,
        @Nullable ZoneId zone,
        char decimalSeparator,
        boolean trim,
        List<String> trueWords,
        List<String> falseWords,
        @Nullable String cast,
        Place place) {}

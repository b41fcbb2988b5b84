package io.tributary.definition;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field are written in its source.
 *
 * @param formats accepted patterns of a date, time or timestamp ({@code java.time}, resolved strictly), or words such as
 *     {@code epochMillis}; {@code base64} or {@code hex} of a binary. Empty: ISO 8601, or Base64
 * @param zone the zone of a timestamp that has no offset of its own; UTC where there is none
 * @param locale the language of the names of months and days; English where there is none
 * @param decimal what stands before the decimals: '.' or ','
 * @param grouping what stands between thousands, or null
 * @param trim whether white space around text is cut before the cast; true unless said otherwise
 * @param trueWords texts that mean true (beside a JSON boolean); {@code true} where the definition says nothing
 * @param falseWords texts that mean false; {@code false} where the definition says nothing
 * @param elements the type of an array's elements, or null for whatever the source has
 */
public record Notation(
        List<String> formats,
        @Nullable ZoneId zone,
        @Nullable Locale locale,
        char decimal,
        @Nullable Character grouping,
        boolean trim,
        List<String> trueWords,
        List<String> falseWords,
        @Nullable FieldType elements) {

    /** Where a definition says nothing. */
    public static final Notation STANDARD =
            new Notation(List.of(), null, null, '.', null, true, List.of("true"), List.of("false"), null);

    public Notation {
        formats = List.copyOf(formats);
        trueWords = List.copyOf(trueWords);
        falseWords = List.copyOf(falseWords);
    }

    /** A notation of one format, for a timestamp in a zone. */
    public static Notation of(String format, @Nullable ZoneId zone) {
        return new Notation(List.of(format), zone, null, '.', null, true, List.of("true"), List.of("false"), null);
    }
}

package io.tributary.cast;

import io.tributary.definition.BuiltIn;
import io.tributary.definition.FieldType;
import io.tributary.definition.Notation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The default casts of Fast Data as they are meant: what is none of the kind is rejected. */
final class FastData {

    static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private FastData() {}

    static Step of(BuiltIn builtIn, Notation notation) {
        return switch (builtIn) {
            case CAST_TO_STRING -> FastData::string;
            case CAST_TO_INTEGER -> new LongCast(notation.grouping())::cast;
            case CAST_TO_FLOAT -> FastData::number;
            case CAST_UNIX_TIMESTAMP_TO_ISO_STRING -> FastData::isoOfMillis;
            case CAST_STRING_TO_BOOLEAN -> new BooleanCast(List.of("true"), List.of("false"))::cast;
            case CAST_TO_DATE -> FastData::date;
            case CAST_TO_OBJECT -> new StructureCast(FieldType.OBJECT)::cast;
            case CAST_TO_ARRAY_OF_OBJECT -> FastData::arrayOfObjects;
            default -> throw new IllegalStateException(builtIn + " is none of Fast Data");
        };
    }

    static Object string(Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?> ? JsonText.of(value) : TextStep.TEXT.cast(value);
    }

    /** Exact where it can be: a decimal, of which the type makes what it is. */
    private static Object number(Object value) {
        double checked = (Double) new DoubleCast('.', null).cast(value);
        return value instanceof String text
                ? new BigDecimal(text)
                : value instanceof BigDecimal ? value : (Object) BigDecimal.valueOf(checked);
    }

    private static Object isoOfMillis(Object value) {
        return ISO.format(Instant.ofEpochMilli(millis(value)));
    }

    private static long millis(Object value) {
        Instant instant =
                (Instant) TimestampCast.of(List.of("epochMillis"), null, null).cast(value);
        return instant.toEpochMilli();
    }

    private static @Nullable Object date(Object value) {
        if (value instanceof Number) {
            return Instant.ofEpochMilli(millis(value));
        }
        if (value instanceof String text && text.length() == 10) {
            return ((LocalDate) new DateCast(List.of(), null).cast(text))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
        return TimestampCast.of(List.of(), null, null).cast(value);
    }

    static @Nullable Object arrayOfObjects(Object value) {
        Object array = new StructureCast(FieldType.ARRAY).cast(value);
        if (array instanceof List<?> list && !list.stream().allMatch(Map.class::isInstance)) {
            throw CastFailure.of(value, "is not an array of objects");
        }
        return array;
    }
}

package io.tributary.cast;

import io.tributary.definition.BuiltIn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The default casts of Fast Data as they are, for those who have to have the same documents: JavaScript's conversions, and no value
 * for what is none.
 */
final class FastDataExact {

    // Possessive: each reads a text once.
    private static final Pattern HEX = Pattern.compile("\\s*+([+-]?+)0[xX]([0-9a-fA-F]++).*+", Pattern.DOTALL);
    private static final Pattern INTEGER = Pattern.compile("\\s*+([+-]?+[0-9]++).*+", Pattern.DOTALL);
    private static final Pattern FLOAT = Pattern.compile(
            "\\s*+([+-]?+(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)(?:[eE][+-]?+[0-9]{1,4}+)?+).*+", Pattern.DOTALL);

    private FastDataExact() {}

    static Step of(BuiltIn builtIn) {
        return switch (builtIn) {
            case CAST_TO_STRING -> FastData::string;
            case CAST_TO_INTEGER -> value -> integer(scriptText(value));
            case CAST_TO_FLOAT -> value -> number(scriptText(value));
            case CAST_UNIX_TIMESTAMP_TO_ISO_STRING -> value -> value instanceof Number number ? iso(number) : null;
            case CAST_STRING_TO_BOOLEAN ->
                value -> "true".equals(value) ? (Object) true : "false".equals(value) ? false : null;
            case CAST_TO_DATE -> FastDataExact::date;
            case CAST_TO_OBJECT -> value -> orNothing(() -> object(value));
            case CAST_TO_ARRAY_OF_OBJECT -> value -> orNothing(() -> FastData.arrayOfObjects(value));
            default -> throw new IllegalStateException(builtIn + " is none of Fast Data");
        };
    }

    /** What JavaScript's String() makes of a number: 1e+21 from 1e21 on, 5e-7 below 1e-6. */
    static String scriptText(Object value) {
        BigDecimal number = Numbers.exact(value);
        if (number == null) {
            return String.valueOf(value);
        }
        double script = number.doubleValue();
        double size = Math.abs(script);
        if (size == 0 || (size >= 1e-6 && size < 1e21)) {
            String text = new BigDecimal(Double.toString(script)).toPlainString();
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        String text = Double.toString(script).replace(".0E", "E");
        return text.contains("E-") ? text.replace("E", "e") : text.replace("E", "e+");
    }

    private static @Nullable Object integer(String text) {
        if (text.isBlank()) {
            return 0L;
        }
        Matcher hex = HEX.matcher(text);
        Matcher decimal = INTEGER.matcher(text);
        BigInteger integer = hex.matches()
                ? new BigInteger(hex.group(1) + cut(hex.group(2)), 16)
                : decimal.matches() ? new BigInteger(cut(decimal.group(1).replace("+", ""))) : null;
        return integer == null
                ? null
                : integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : new BigDecimal(integer);
    }

    private static @Nullable Object number(String text) {
        if (text.isBlank()) {
            return BigDecimal.ZERO;
        }
        Matcher matcher = FLOAT.matcher(text);
        double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
        return Double.isFinite(number) ? new BigDecimal(Double.toString(number)) : null;
    }

    /** No number that has a meaning is longer. */
    private static String cut(String digits) {
        return digits.length() > 400 ? digits.substring(0, 400) : digits;
    }

    private static @Nullable Object iso(Number number) {
        try {
            return FastData.ISO.format(Instant.ofEpochMilli(number.longValue()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object date(Object value) {
        if (value instanceof Number number) {
            return Instant.ofEpochMilli(number.longValue());
        }
        String text = value.toString();
        return orNothing(() -> text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : hasZone(text)
                        ? TimestampCast.of(List.of(), null, null).cast(text)
                        : LocalDateTime.parse(text)
                                .atZone(ZoneId.systemDefault())
                                .toInstant());
    }

    private static boolean hasZone(String text) {
        return text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
    }

    private static @Nullable Object object(Object value) {
        Object object = value instanceof String text ? JsonText.parse(text, "") : value;
        return object instanceof Map<?, ?> ? object : null;
    }

    private static @Nullable Object orNothing(Supplier<@Nullable Object> cast) {
        try {
            return cast.get();
        } catch (CastFailure | DateTimeException e) {
            return null;
        }
    }
}

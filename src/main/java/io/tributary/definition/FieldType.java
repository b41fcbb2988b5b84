package io.tributary.definition;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The types of a projection's fields, each with the Java class that carries it and a canonical text for keys and filters. */
public enum FieldType {
    STRING(String.class),
    INTEGER(Integer.class),
    LONG(Long.class),
    DECIMAL(BigDecimal.class),
    DOUBLE(Double.class),
    BOOLEAN(Boolean.class),
    /** A calendar date, without a zone; stored as midnight UTC. */
    DATE(LocalDate.class),
    /** A point in time; stored to the millisecond. */
    TIMESTAMP(Instant.class),
    /** A time of the day, without a zone; stored to the millisecond as text that orders as times do. */
    TIME(LocalTime.class),
    OBJECT(Map.class),
    ARRAY(List.class),
    BINARY(Bytes.class),
    OBJECT_ID(HexId.class),
    /** A place on the earth; stored as a GeoJSON Point. */
    POINT(GeoPoint.class);

    /** Texts of times compare as the times do: seconds are always there, a fraction where there is one. */
    private static final DateTimeFormatter TIME_TEXT = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** What Decimal128 holds, and its longest plain text. */
    private static final int DECIMAL_DIGITS = 34;

    private static final int DECIMAL_PLACES = 6_176;
    private static final int DECIMAL_INTEGER_DIGITS = 6_145;
    private static final int LONGEST_DECIMAL = 6_300;

    private final Class<?> javaType;

    FieldType(Class<?> javaType) {
        this.javaType = javaType;
    }

    public Class<?> javaType() {
        return javaType;
    }

    /** The name that definitions use. */
    public String yamlName() {
        return this == OBJECT_ID ? "objectId" : name().toLowerCase(Locale.ROOT);
    }

    /** The names that definitions use, in declared order. */
    public static List<String> yamlNames() {
        return Arrays.stream(values()).map(FieldType::yamlName).toList();
    }

    /** The names of the types for which something holds, as a list for messages. */
    static String namesOf(Predicate<FieldType> holds) {
        return Arrays.stream(values()).filter(holds).map(FieldType::yamlName).collect(Collectors.joining(", "));
    }

    /**
     * The type of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FieldType ofYamlName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.yamlName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + name + "' is no type" + Nearest.hint(name, yamlNames())));
    }

    /** The type of a constant in a view: a String, Long, BigDecimal or Boolean. */
    public static FieldType ofConstant(Object value) {
        return Arrays.stream(values())
                .filter(type -> type.javaType.isInstance(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + value + "' has no type"));
    }

    /** Whether values can be added up. */
    public boolean isNumber() {
        return this == INTEGER || this == LONG || this == DECIMAL || this == DOUBLE;
    }

    /** Whether values have a first and a last one. */
    public boolean isOrdered() {
        return this != BOOLEAN && !isStructure() && this != BINARY;
    }

    /** Whether values compare exactly and fit in a key, a reference or an equality filter. */
    public boolean canBeKey() {
        return this != DOUBLE && !isStructure() && this != BINARY;
    }

    /** Whether values are stored as documents or arrays. */
    public boolean isStructure() {
        return this == OBJECT || this == ARRAY || this == POINT;
    }

    /** Whether values have an order that a version can follow. */
    public boolean canBeVersion() {
        return this == INTEGER || this == LONG || this == DATE || this == TIMESTAMP;
    }

    /**
     * Reads the canonical text of a value, as it stands in messages, addresses and filters.
     *
     * @throws IllegalArgumentException if the text is none of this type; the message says what would be right
     */
    public Object parse(String text) {
        try {
            return switch (this) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DECIMAL -> parseDecimal(text);
                case DOUBLE -> Double.valueOf(text);
                case BOOLEAN -> parseBoolean(text);
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> Instant.parse(text);
                case TIME -> LocalTime.parse(text, TIME_TEXT);
                case BINARY -> parseBinary(text);
                case OBJECT_ID -> new HexId(text);
                case POINT -> GeoPoint.parse(text);
                case OBJECT, ARRAY ->
                    throw new IllegalArgumentException("a value of type " + yamlName() + " has no text form");
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no " + yamlName() + hint(), e);
        }
    }

    /** The canonical text of a value of this type; {@link #parse} reads it back to an equal value. */
    public String format(Object value) {
        if (value instanceof LocalTime time) {
            return TIME_TEXT.format(time);
        }
        return value instanceof BigDecimal decimal ? normalized(decimal).toPlainString() : value.toString();
    }

    /** Decimals in keys are equal when their values are: 1.50 is 1.5. */
    public static BigDecimal normalized(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Only what can be stored: the text {@code 1e999999999} is short, the number written out is not. */
    private static BigDecimal parseDecimal(String text) {
        BigDecimal value = text.length() > LONGEST_DECIMAL ? null : new BigDecimal(text).stripTrailingZeros();
        if (value == null
                || value.precision() > DECIMAL_DIGITS
                || value.scale() > DECIMAL_PLACES
                || (long) value.precision() - value.scale() > DECIMAL_INTEGER_DIGITS) {
            throw new IllegalArgumentException("'" + (value == null ? text.substring(0, 40) + "..." : text)
                    + "' is no decimal of " + DECIMAL_DIGITS + " digits with an exponent of at most 6144");
        }
        return normalized(value);
    }

    private static Bytes parseBinary(String text) {
        try {
            return Bytes.ofBase64(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no binary: Base64", e);
        }
    }

    private static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is no boolean: true or false");
        };
    }

    private String hint() {
        return switch (this) {
            case DATE -> ": 2026-01-31";
            case TIMESTAMP -> ": 2026-01-31T10:00:00Z";
            case TIME -> ": 10:00:00";
            case POINT -> ": 45.4642,9.1900 (latitude, longitude)";
            case DECIMAL, DOUBLE -> ": 12.5";
            default -> "";
        };
    }
}

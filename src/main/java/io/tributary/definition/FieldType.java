package io.tributary.definition;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    OBJECT(Map.class),
    ARRAY(List.class);

    private final Class<?> javaType;

    FieldType(Class<?> javaType) {
        this.javaType = javaType;
    }

    public Class<?> javaType() {
        return javaType;
    }

    /** The name that definitions use. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether values compare exactly and fit in a key, a reference or an equality filter. */
    public boolean canBeKey() {
        return this != DOUBLE && this != OBJECT && this != ARRAY;
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
                case DECIMAL -> normalized(new BigDecimal(text));
                case DOUBLE -> Double.valueOf(text);
                case BOOLEAN -> parseBoolean(text);
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> Instant.parse(text);
                case OBJECT, ARRAY ->
                    throw new IllegalArgumentException("a value of type " + yamlName() + " has no text form");
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no " + yamlName() + hint(), e);
        }
    }

    /** The canonical text of a value of this type; {@link #parse} reads it back to an equal value. */
    public String format(Object value) {
        return value instanceof BigDecimal decimal ? normalized(decimal).toPlainString() : value.toString();
    }

    /** Decimals in keys are equal when their values are: 1.50 is 1.5. */
    public static BigDecimal normalized(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
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
            case DECIMAL, DOUBLE -> ": 12.5";
            default -> "";
        };
    }
}

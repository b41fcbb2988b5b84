package io.tributary.draft;

import io.tributary.definition.FieldType;
import java.sql.Types;
import java.util.Locale;
import java.util.Map;

/** Types of fields for the types of columns. */
final class ColumnTypes {

    private static final int INTEGER_DIGITS = 9;
    private static final int LONG_DIGITS = 18;

    private ColumnTypes() {}

    static Guess of(Table.Column column) {
        String name = column.typeName().toUpperCase(Locale.ROOT);
        if (name.startsWith("JSON")) {
            return new Guess("object", Map.of(), "");
        }
        if (name.equals("UUID") || name.equals("UNIQUEIDENTIFIER")) {
            return Guess.string("");
        }
        return switch (column.sqlType()) {
            case Types.BIT, Types.BOOLEAN -> type("boolean");
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> type("integer");
            case Types.BIGINT -> type("long");
            case Types.DECIMAL, Types.NUMERIC -> number(column);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> type("double");
            case Types.DATE -> type("date");
            case Types.TIMESTAMP ->
                new Guess(
                        "timestamp", Map.of("zone", "UTC"), "a local time; UTC unless the database means another zone");
            case Types.TIMESTAMP_WITH_TIMEZONE -> type("timestamp");
            case Types.TIME -> orString("time", column);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> binary(column);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> type("string");
            default -> Guess.string(column.typeName() + " as text");
        };
    }

    /** Whole numbers of a size that is known; Oracle's NUMBER without one, and all with a fraction, are decimals. */
    private static Guess number(Table.Column column) {
        boolean whole = column.digits() == 0 && column.size() > 0;
        return type(
                whole && column.size() <= INTEGER_DIGITS
                        ? "integer"
                        : whole && column.size() <= LONG_DIGITS ? "long" : "decimal");
    }

    private static Guess binary(Table.Column column) {
        return FieldType.yamlNames().contains("binary")
                ? type("binary")
                : Guess.string(column.typeName() + " as Base64");
    }

    private static Guess orString(String type, Table.Column column) {
        return FieldType.yamlNames().contains(type) ? type(type) : Guess.string(column.typeName() + " as text");
    }

    private static Guess type(String name) {
        return new Guess(name, Map.of(), "");
    }
}

package io.tributary.view;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The columns that all random tables have, each with few values, so that rows meet. */
enum RandomColumn {
    /** The key, or its first part. */
    K("integer", "INTEGER"),
    /** The key's second part, or a column as any. */
    L("integer", "INTEGER"),
    A("integer", "INTEGER"),
    B("integer", "INTEGER"),
    W("string", "VARCHAR(10)"),
    M("decimal", "DECIMAL(10, 2)"),
    T("date", "DATE");

    private final String type;
    private final String sqlType;

    RandomColumn(String type, String sqlType) {
        this.type = type;
        this.sqlType = sqlType;
    }

    String type() {
        return type;
    }

    String sqlType() {
        return sqlType;
    }

    boolean isNumber() {
        return type.equals("integer") || type.equals("decimal");
    }

    /** The value of a number, in the Java class of the type. */
    Object value(int n) {
        return switch (this) {
            case W -> "x" + n;
            case M -> new BigDecimal(n + ".50");
            case T -> LocalDate.of(2026, 1, 1 + n);
            default -> n;
        };
    }

    String yaml(int n) {
        return value(n).toString();
    }

    String sql(int n) {
        return switch (this) {
            case W -> "'" + value(n) + "'";
            case T -> "DATE '" + value(n) + "'";
            default -> value(n).toString();
        };
    }
}

package io.tributary.bounds;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A table of orders in a database, made and changed by the database itself. */
final class OrdersTable {

    /** Of this many orders one is updated, one deleted and one new when the table changes. */
    static final int CHANGED = 1_000;

    private static final int INSERTED_AT_A_TIME = 100_000;

    private final String address;
    private final int rows;

    OrdersTable(String address, int rows) {
        this.address = address;
        this.rows = rows;
    }

    void create() throws SQLException {
        execute("CREATE TABLE ORDERS (ORDER_ID BIGINT PRIMARY KEY, CUST_ID BIGINT, STATUS VARCHAR(1),"
                + " TOTAL DECIMAL(12, 2), UPDATED_AT TIMESTAMP, COMMENT VARCHAR(100))");
        for (int from = 1; from <= rows; from += INSERTED_AT_A_TIME) {
            execute(inserts(from, Math.min(rows, from + INSERTED_AT_A_TIME - 1)));
        }
        execute("CREATE INDEX BY_VERSION ON ORDERS (UPDATED_AT, ORDER_ID)");
    }

    int changes() {
        return rows / CHANGED;
    }

    static boolean isUpdated(long order) {
        return order % CHANGED == 7;
    }

    static boolean isDeleted(long order) {
        return order % CHANGED == 13;
    }

    /** Updates, deletes and inserts; the versions go on. In one transaction, since the updates are of a later version than the inserts. */
    void change() throws SQLException {
        execute(
                inserts(rows + 1, rows + changes()),
                "UPDATE ORDERS SET STATUS = 'X', UPDATED_AT = DATEADD(MONTH, 1, UPDATED_AT) WHERE MOD(ORDER_ID, "
                        + CHANGED + ") = 7 AND ORDER_ID <= " + rows,
                "DELETE FROM ORDERS WHERE MOD(ORDER_ID, " + CHANGED + ") = 13 AND ORDER_ID <= " + rows);
    }

    /** What {@link Orders} says, in SQL. */
    private static String inserts(int from, int to) {
        return "INSERT INTO ORDERS SELECT X, MOD(X * 7919, 100003), SUBSTRING('OFP', MOD(X, 3) + 1, 1),"
                + " MOD(X * 31, 500000) + CAST(MOD(X, 100) AS DECIMAL(12, 2)) / 100,"
                + " DATEADD(SECOND, X / 10, TIMESTAMP '2026-01-01 00:00:00'),"
                + " 'left at door ' || MOD(X * 48271, 1000003) || CASE MOD(X, 50) WHEN 0 THEN ', \"' || X || '\"' ELSE '' END"
                + " FROM SYSTEM_RANGE(" + from + ", " + to + ")";
    }

    private void execute(String... transaction) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : transaction) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}

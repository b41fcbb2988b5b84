package io.tributary.benchmark;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;

/** The orders in a table of H2 in memory, typed, each a second after the one before by its version column, which has its index. */
final class OrderTable implements AutoCloseable {

    static final String NAME = "ORDERS";
    static final String USER = "sa";
    static final String KEY = "ORDER_ID";
    static final String VERSION = "UPDATED_AT";

    private static final LocalDateTime FIRST = LocalDateTime.of(2020, 1, 1, 0, 0);
    private static final int BATCH = 1_000;

    private final String url;
    private final JdbcConnectionPool pool;

    OrderTable(String id) throws SQLException {
        url = "jdbc:h2:mem:" + id + ";DB_CLOSE_DELAY=-1";
        pool = JdbcConnectionPool.create(url, USER, "");
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ORDERS (ORDER_ID BIGINT PRIMARY KEY, CUST_ID BIGINT, STATUS VARCHAR(1), "
                    + "TOTAL_PRICE DECIMAL(12, 2), ORDER_DATE DATE, PRIORITY VARCHAR(20), CLERK VARCHAR(20), "
                    + "SHIP_PRIORITY INTEGER, UPDATED_AT TIMESTAMP(6), COMMENT VARCHAR(200))");
            statement.execute("CREATE INDEX ORDERS_VERSION ON ORDERS (UPDATED_AT, ORDER_ID)");
        }
    }

    String url() {
        return url;
    }

    JdbcConnectionPool dataSource() {
        return pool;
    }

    /**
     * Inserts the rows of the numbers from {@code first} (inclusive) to {@code end} (exclusive).
     *
     * @return the transaction: nobody sees the rows before it is committed
     */
    Connection fill(int first, int end) throws SQLException {
        Connection connection = DriverManager.getConnection(url, USER, "");
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO ORDERS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int number = first; number < end; number++) {
                set(insert, number);
                insert.addBatch();
                if ((number - first) % BATCH == BATCH - 1 || number == end - 1) {
                    insert.executeBatch();
                }
            }
        }
        return connection;
    }

    private static void set(PreparedStatement insert, int number) throws SQLException {
        OrderRow row = OrderRow.of(number);
        insert.setLong(1, number);
        insert.setLong(2, Long.parseLong(row.value("CUST_ID")));
        insert.setString(3, row.value("STATUS"));
        insert.setBigDecimal(4, new BigDecimal(row.value("TOTAL_PRICE")));
        insert.setDate(5, Date.valueOf(row.value("ORDER_DATE")));
        insert.setString(6, row.value("PRIORITY"));
        insert.setString(7, row.value("CLERK"));
        insert.setInt(8, Integer.parseInt(row.value("SHIP_PRIORITY")));
        insert.setTimestamp(9, Timestamp.valueOf(version(number)));
        insert.setString(10, row.value("COMMENT"));
    }

    private static LocalDateTime version(int number) {
        return FIRST.plusSeconds(number);
    }

    /** What the row of a number has to be in the queue, in the form of {@link #comparable}. */
    static List<String> expected(int number) {
        List<String> values = new ArrayList<>(SourceRows.ORDERS.row(number));
        values.set(OrderRow.COLUMNS.indexOf(VERSION), version(number).toString());
        return comparable(values);
    }

    /** Values without what each contestant may spell as it likes: the form of numbers, dates and times. */
    static List<String> comparable(List<String> values) {
        List<String> same = new ArrayList<>(values);
        same.replaceAll(String::strip);
        int price = OrderRow.COLUMNS.indexOf("TOTAL_PRICE");
        int date = OrderRow.COLUMNS.indexOf("ORDER_DATE");
        int version = OrderRow.COLUMNS.indexOf(VERSION);
        same.set(price, new BigDecimal(same.get(price)).stripTrailingZeros().toPlainString());
        same.set(date, time(same.get(date)).toLocalDate().toString());
        same.set(version, time(same.get(version)).toString());
        return same;
    }

    private static LocalDateTime time(String text) {
        if (text.matches("-?\\d+")) {
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(Long.parseLong(text)), ZoneId.systemDefault());
        }
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } finally {
            pool.dispose();
        }
    }
}

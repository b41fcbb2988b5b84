package io.tributary.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The line items that changed, in a table of H2 in memory that the agent of {@link CustomerSite#HOME} polls by its version column. */
final class ItemTable implements AutoCloseable {

    /** As in the home's application.properties. */
    private static final String URL = "jdbc:h2:mem:items;DB_CLOSE_DELAY=-1;DATABASE_TO_UPPER=FALSE";

    private static final String CHANGE = """
            MERGE INTO items (orderId, line, quantity, price, discount, shipMode, change, changedAt) KEY (orderId, line)
            VALUES (?, ?, ?, ?, ?, ?, ?, LOCALTIMESTAMP(6))""";

    private final Connection connection;
    private final PreparedStatement change;

    /** Makes the table, empty. */
    ItemTable() throws SQLException {
        connection = DriverManager.getConnection(URL, "sa", "");
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS items");
            statement.execute(
                    "CREATE TABLE items (orderId BIGINT, line INTEGER, quantity INTEGER, price DECIMAL(12, 2), "
                            + "discount DECIMAL(12, 2), shipMode VARCHAR(20), change BIGINT, changedAt TIMESTAMP(6), "
                            + "PRIMARY KEY (orderId, line))");
            statement.execute("CREATE INDEX items_version ON items (changedAt, orderId, line)");
        }
        connection.setAutoCommit(false);
        change = connection.prepareStatement(CHANGE);
    }

    /** Commits these rows of {@link ItemChanges#row}, in one transaction. */
    void commit(List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                change.setObject(i + 1, row[i]);
            }
            change.addBatch();
        }
        change.executeBatch();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

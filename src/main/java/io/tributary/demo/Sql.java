package io.tributary.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One connection to the company's database. Every statement is a transaction, unless {@link #together} says otherwise. */
final class Sql implements AutoCloseable {

    private static final int ROWS_PER_BATCH = 1_000;

    /** Reads one row of a result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    private Sql(Connection connection) {
        this.connection = connection;
    }

    static Sql connect(String url, String user, String password) {
        try {
            return new Sql(DriverManager.getConnection(url, user, password));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open " + url + ": " + e.getMessage(), e);
        }
    }

    /** The number of rows that the statement changed. */
    int update(String sql, @Nullable Object... values) {
        lock.lock();
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        } finally {
            lock.unlock();
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) {
        lock.lock();
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        } finally {
            lock.unlock();
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) {
        return list(sql, row, values).stream().findFirst();
    }

    /** Runs a statement for every row, in batches and transactions of a thousand; returns how many rows there were. */
    long load(String sql, Stream<@Nullable Object[]> rows) {
        long[] count = {0};
        together(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Iterator<@Nullable Object[]> i = rows.iterator(); i.hasNext(); ) {
                    bind(statement, i.next());
                    statement.addBatch();
                    if (++count[0] % ROWS_PER_BATCH == 0) {
                        statement.executeBatch();
                        connection.commit();
                    }
                }
                statement.executeBatch();
            } catch (SQLException e) {
                throw failed(sql, e);
            }
        });
        return count[0];
    }

    /** Runs the statements of the work as one transaction. */
    void together(Runnable work) {
        lock.lock();
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed("commit", e);
        } finally {
            lock.unlock();
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object[] values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, values);
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static IllegalStateException failed(String sql, SQLException e) {
        return new IllegalStateException(sql + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
    }
}

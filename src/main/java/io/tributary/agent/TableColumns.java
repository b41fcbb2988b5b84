package io.tributary.agent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The columns that a table agent would read, asked for without reading a row. */
public final class TableColumns {

    private TableColumns() {}

    /**
     * The names of the columns, as the database has them.
     *
     * @param columns as the agent's parameter has them: {@code *} or names separated by commas
     * @throws SQLException if the database cannot be reached or refuses
     * @throws IllegalArgumentException if a name is none
     */
    public static List<String> of(DataSource source, String table, String columns) throws SQLException {
        String wanted = columns.trim().equals("*") ? "*" : String.join(", ", SqlNames.list("columns", columns));
        String sql = "SELECT " + wanted + " FROM " + SqlNames.checked("table", table) + " WHERE 1 = 0";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                names.add(meta.getColumnLabel(i));
            }
            return names;
        }
    }
}

package io.tributary.draft;

import io.tributary.agent.SourceValues;
import io.tributary.definition.Nearest;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database of a system of record: what its tables are, and some of their rows. */
public final class Database implements AutoCloseable {

    private static final String[] KINDS = {"TABLE", "BASE TABLE", "VIEW"};
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#]*");

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param drivers where drivers are looked for, beside those of this process
     * @throws SQLException if there is no driver for the address, or the database refuses
     */
    public static Database connect(String url, @Nullable String user, @Nullable String password, ClassLoader drivers)
            throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        for (Driver driver : ServiceLoader.load(Driver.class, drivers)) {
            Connection connection = driver.acceptsURL(url) ? driver.connect(url, properties) : null;
            if (connection != null) {
                return new Database(connection);
            }
        }
        return new Database(DriverManager.getConnection(url, properties));
    }

    /** The names of the tables and views of a schema; of the connection's own if that is null. */
    List<String> tables(@Nullable String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = metadata().getTables(catalog(schema), schemaPattern(schema), "%", KINDS)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    /**
     * All about a table.
     *
     * @throws IllegalArgumentException if there is none of that name; the message names the nearest
     */
    Table table(@Nullable String schema, String name) throws SQLException {
        List<String> names = tables(schema);
        String found = names.contains(name)
                ? name
                : names.stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
        if (found == null) {
            int dot = name.indexOf('.');
            if (schema == null && dot > 0) {
                return table(name.substring(0, dot), name.substring(dot + 1));
            }
            throw new IllegalArgumentException("'" + name + "' is no table" + Nearest.hint(name, names));
        }
        List<Table.Column> columns = columns(schema, found);
        List<String> primary = primaryKey(schema, found);
        List<String> key = primary.isEmpty() ? uniqueIndex(schema, found, columns) : primary;
        return new Table(
                Objects.requireNonNullElse(ownSchema(schema), ""),
                found,
                columns,
                key,
                !primary.isEmpty(),
                foreignKeys(schema, found));
    }

    private List<Table.Column> columns(@Nullable String schema, String table) throws SQLException {
        List<Table.Column> columns = new ArrayList<>();
        try (ResultSet found = metadata().getColumns(catalog(schema), schemaPattern(schema), escaped(table), "%")) {
            while (found.next()) {
                if (found.getString("TABLE_NAME").equals(table)) {
                    columns.add(new Table.Column(
                            found.getString("COLUMN_NAME"),
                            found.getInt("DATA_TYPE"),
                            found.getString("TYPE_NAME"),
                            found.getInt("COLUMN_SIZE"),
                            found.getInt("DECIMAL_DIGITS"),
                            found.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
                }
            }
        }
        return columns;
    }

    private List<String> primaryKey(@Nullable String schema, String table) throws SQLException {
        Map<Integer, String> parts = new TreeMap<>();
        try (ResultSet keys = metadata().getPrimaryKeys(catalog(schema), schemaPattern(schema), table)) {
            while (keys.next()) {
                parts.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(parts.values());
    }

    private List<String> uniqueIndex(@Nullable String schema, String table, List<Table.Column> columns)
            throws SQLException {
        Map<String, Map<Integer, String>> indexes = new TreeMap<>();
        try (ResultSet found = metadata().getIndexInfo(catalog(schema), schemaPattern(schema), table, true, true)) {
            while (found.next()) {
                String index = found.getString("INDEX_NAME");
                if (index != null && found.getString("COLUMN_NAME") != null) {
                    indexes.computeIfAbsent(index, missing -> new TreeMap<>())
                            .put(found.getInt("ORDINAL_POSITION"), found.getString("COLUMN_NAME"));
                }
            }
        }
        return indexes.values().stream()
                .map(parts -> List.copyOf(parts.values()))
                .filter(parts ->
                        columns.stream().noneMatch(column -> column.nullable() && parts.contains(column.name())))
                .min((left, right) -> Integer.compare(left.size(), right.size()))
                .orElse(List.of());
    }

    private List<Table.ForeignKey> foreignKeys(@Nullable String schema, String table) throws SQLException {
        Map<String, Table.ForeignKey> keys = new TreeMap<>();
        int unnamed = 0;
        try (ResultSet found = metadata().getImportedKeys(catalog(schema), schemaPattern(schema), table)) {
            while (found.next()) {
                unnamed += found.getInt("KEY_SEQ") == 1 ? 1 : 0;
                String name = Objects.requireNonNullElse(found.getString("FK_NAME"), "key " + unnamed);
                Table.ForeignKey known = keys.getOrDefault(
                        name,
                        new Table.ForeignKey(
                                Objects.requireNonNullElse(found.getString("PKTABLE_SCHEM"), ""),
                                found.getString("PKTABLE_NAME"),
                                Map.of()));
                keys.put(name, known.with(found.getString("FKCOLUMN_NAME"), found.getString("PKCOLUMN_NAME")));
            }
        }
        return List.copyOf(keys.values());
    }

    /** The first rows of a table, as the agents read them. */
    List<@Nullable Object[]> rows(Table table, int most) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(most);
            try (ResultSet found = statement.executeQuery("SELECT * FROM " + quoted(table))) {
                int width = found.getMetaData().getColumnCount();
                while (found.next()) {
                    @Nullable Object[] row = new @Nullable Object[width];
                    for (int i = 0; i < width; i++) {
                        row[i] = SourceValues.of(found.getObject(i + 1));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Whether some row has no value in a column. */
    boolean hasNulls(Table table, String column) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM " + quoted(table) + " WHERE " + quote(column) + " IS NULL")) {
                return found.next();
            }
        }
    }

    /** The name of a table as the parameter of an agent: with its schema where that is not the connection's, in quotes where needed. */
    String agentTable(Table table) throws SQLException {
        String name = asParameter(table.name());
        boolean own = table.schema().isEmpty() || table.schema().equals(connection.getSchema());
        return own ? name : asParameter(table.schema()) + "." + name;
    }

    /** The name of a column as the parameter of an agent. */
    String agentColumn(Table table, String column) throws SQLException {
        String plain = asParameter(column);
        if (!plain.equals(column)) {
            return plain;
        }
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT " + column + " FROM " + quoted(table) + " WHERE 1 = 0")
                    .close();
            return column;
        } catch (SQLException e) {
            // A word that the database keeps for itself.
            return quote(column);
        }
    }

    /** In quotes unless the database would find it without. */
    private String asParameter(String name) throws SQLException {
        boolean upper = metadata().storesUpperCaseIdentifiers();
        boolean lower = metadata().storesLowerCaseIdentifiers();
        boolean folded = upper
                ? name.equals(name.toUpperCase(java.util.Locale.ROOT))
                : !lower || name.equals(name.toLowerCase(java.util.Locale.ROOT));
        return PLAIN.matcher(name).matches() && folded && !isReserved(name) ? name : quote(name);
    }

    private boolean isReserved(String name) throws SQLException {
        String keywords = "," + metadata().getSQLKeywords() + ",ORDER,GROUP,USER,TABLE,SELECT,VALUE,KEY,INDEX,END,";
        return keywords.toUpperCase(java.util.Locale.ROOT)
                .contains("," + name.toUpperCase(java.util.Locale.ROOT) + ",");
    }

    private String quoted(Table table) throws SQLException {
        return (table.schema().isEmpty() ? "" : quote(table.schema()) + ".") + quote(table.name());
    }

    private String quote(String name) throws SQLException {
        String quote = metadata().getIdentifierQuoteString().strip();
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    private DatabaseMetaData metadata() throws SQLException {
        return connection.getMetaData();
    }

    private @Nullable String ownSchema(@Nullable String schema) throws SQLException {
        return schema == null ? connection.getSchema() : schemaPattern(schema) == null ? null : schemaPattern(schema);
    }

    /** MySQL calls its schemas catalogs. */
    private @Nullable String catalog(@Nullable String schema) throws SQLException {
        return schema != null && !metadata().supportsSchemasInTableDefinitions() ? schema : connection.getCatalog();
    }

    private @Nullable String schemaPattern(@Nullable String schema) throws SQLException {
        if (schema == null) {
            return connection.getSchema();
        }
        if (!metadata().supportsSchemasInTableDefinitions()) {
            return null;
        }
        try (ResultSet schemas = metadata().getSchemas()) {
            List<String> names = new ArrayList<>();
            while (schemas.next()) {
                names.add(schemas.getString("TABLE_SCHEM"));
            }
            return names.contains(schema)
                    ? schema
                    : names.stream()
                            .filter(schema::equalsIgnoreCase)
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "'" + schema + "' is no schema" + Nearest.hint(schema, names)));
        }
    }

    private String escaped(String pattern) throws SQLException {
        String escape = metadata().getSearchStringEscape();
        return pattern.replace("_", escape + "_").replace("%", escape + "%");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

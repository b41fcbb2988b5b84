package io.tributary.draft;

import io.tributary.definition.FieldType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Drafts projections and their agents from the tables of a database. */
public final class TableDraft {

    /** A type that the rows do not bear out is given up for a text when more than this part of them is refused. */
    private static final double TOO_MANY = 0.05;

    private final Database database;
    private final String system;
    private final int maxRows;

    /**
     * A draft of tables of one system.
     *
     * @param system the first part of topics and of the names of agents, and the name of the data source
     * @param maxRows how many rows of a table are looked at
     */
    public TableDraft(Database database, String system, int maxRows) {
        this.database = database;
        this.system = system;
        this.maxRows = maxRows;
    }

    /** The names of the tables and views of a schema; of the connection's own if that is null. */
    public List<String> tables(@Nullable String schema) throws SQLException {
        return database.tables(schema);
    }

    /**
     * The draft for a table.
     *
     * @param name of the projection; null to make it of the table's name
     * @throws IllegalArgumentException if there is no such table
     */
    public Draft of(@Nullable String schema, String tableName, @Nullable String name) throws SQLException {
        Table table = database.table(schema, tableName);
        List<@Nullable Object[]> rows = database.rows(table, maxRows);
        String projection = name == null ? DraftNames.projection(table.name()) : name;
        List<DraftField> fields = fields(table, rows);
        KeyGuess key = key(table, fields, rows);
        String version = version(table, fields);
        ProjectionDraft draft = new ProjectionDraft(
                projection,
                system + "." + projection,
                notes(table),
                key.columns().stream().map(column -> fields.get(column).name()).toList(),
                key.notes(),
                version,
                versionNotes(version),
                fields);
        List<String> columns = table.columns().stream().map(Table.Column::name).toList();
        Map<String, String> files = new LinkedHashMap<>();
        files.put(draft.file(), FirstRow.with(draft, columns, rows));
        List<String> keyColumns = new ArrayList<>();
        for (int column : key.columns()) {
            keyColumns.add(database.agentColumn(table, columns.get(column)));
        }
        files.put("agents/" + agent(projection) + ".camel.yaml", agents(table, draft, keyColumns));
        return new Draft(
                files,
                Map.of(),
                List.of("the test holds a row of the table: replace what is personal before you share it"));
    }

    private List<DraftField> fields(Table table, List<@Nullable Object[]> rows) {
        List<String> names = DraftNames.fields(
                table.columns().stream().map(Table.Column::name).toList());
        List<DraftField> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Table.Column column = table.columns().get(i);
            int position = i;
            List<Object> values = rows.stream()
                    .map(row -> row[position])
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            Guess guess = borneOut(ColumnTypes.of(column), values);
            fields.add(
                    new DraftField(names.get(i), column.name(), guess.type(), guess.options(), List.of(guess.note())));
        }
        return fields;
    }

    /** What the rows say to the type that the metadata suggest. */
    private static Guess borneOut(Guess guess, List<Object> values) {
        Trial trial = Trial.of(values, guess.type(), guess.options());
        int refused = values.size() - trial.taken();
        if (refused == 0) {
            return guess;
        }
        String shown = trial.refused().stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
        String note = "%s: not %,d of %,d values: %s".formatted(guess.type(), refused, values.size(), shown);
        return refused > TOO_MANY * values.size() ? Guess.string(note) : new Guess(guess.type(), guess.options(), note);
    }

    private static KeyGuess key(Table table, List<DraftField> fields, List<@Nullable Object[]> rows) {
        if (!table.key().isEmpty()) {
            List<Integer> columns = table.key().stream()
                    .map(column -> table.columns().indexOf(table.column(column)))
                    .toList();
            return new KeyGuess(columns, table.keyIsPrimary() ? List.of() : List.of("key: of a unique index"));
        }
        List<List<String>> texts = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            List<String> values = new ArrayList<>();
            for (Object value : row) {
                values.add(value == null ? "" : value.toString());
            }
            texts.add(values);
        }
        List<String> names = table.columns().stream().map(Table.Column::name).toList();
        List<Boolean> possible = fields.stream()
                .map(field -> FieldType.ofYamlName(field.type()).canBeKey())
                .toList();
        KeyGuess guess = KeyGuess.of(names, texts, possible);
        List<String> notes = new ArrayList<>(
                List.of("key: the table has NO KEY AND NO UNIQUE INDEX; this one is guessed from its rows"));
        notes.addAll(guess.notes());
        return new KeyGuess(guess.columns(), notes);
    }

    private @Nullable String version(Table table, List<DraftField> fields) throws SQLException {
        for (DraftField field : fields) {
            if (VersionGuess.isLikely(field)
                    && (!table.column(field.column()).nullable() || !database.hasNulls(table, field.column()))) {
                return field.name();
            }
        }
        return null;
    }

    private static List<String> versionNotes(@Nullable String version) {
        return version == null
                ? List.of()
                : List.of(
                        "version: guessed by its name. It has to grow with every update of a row; if it does not, remove it and let "
                                + "jdbc-compare-agent read the table.");
    }

    private static List<String> notes(Table table) {
        List<String> notes = new ArrayList<>();
        notes.add("Drafted from the table " + table.name() + ". Read the comments; they say what was guessed.");
        table.foreignKeys().forEach(key -> notes.add("foreign key: " + key.text()));
        return notes;
    }

    private String agent(String projection) {
        return system + "-" + projection.replace('_', '-');
    }

    private String agents(Table table, ProjectionDraft draft, List<String> keyColumns) throws SQLException {
        String name = agent(draft.name());
        Map<String, String> common = new LinkedHashMap<>();
        common.put("topic", draft.topic());
        common.put("dataSource", system);
        common.put("table", database.agentTable(table));
        common.put("key", String.join(",", keyColumns));
        if (draft.version() == null) {
            String note =
                    "Drafted. The table has no column that says when a row was updated: it is read whole with every poll and compared.";
            return new AgentYaml(List.of(note))
                    .instance("jdbc-compare-agent", name, common)
                    .toString();
        }
        String column = draft.fields().stream()
                .filter(field -> field.name().equals(draft.version()))
                .findFirst()
                .orElseThrow()
                .column();
        String version = database.agentColumn(table, column);
        Map<String, String> reads = new LinkedHashMap<>(common);
        reads.put("version", version);
        reads.put("deletesAgent", name + "-deletes");
        Map<String, String> deletes = new LinkedHashMap<>(common);
        deletes.put("deletesOnly", "true");
        deletes.put("versionAgent", name);
        deletes.put("version", version);
        return new AgentYaml(List.of("Drafted. The first agent reads what changed by " + column
                        + "; the second finds deleted rows, by comparing keys."))
                .instance("jdbc-agent", name, reads)
                .instance("jdbc-compare-agent", name + "-deletes", deletes)
                .toString();
    }
}

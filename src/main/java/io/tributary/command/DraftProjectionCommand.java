package io.tributary.command;

import io.tributary.draft.CsvDraft;
import io.tributary.draft.Database;
import io.tributary.draft.Draft;
import io.tributary.draft.TableDraft;
import io.tributary.runtime.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts a projection and its agent. */
@Command(
        name = "projection",
        description = {
            "Drafts a projection with a test, and the agent that feeds it, from a table (--jdbc, --table) or a sample of a CSV file (--csv).",
            "Exit code 0: drafted; 2: it could not be done."
        },
        mixinStandardHelpOptions = true)
final class DraftProjectionCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    JdbcOptions jdbc = new JdbcOptions();

    @Mixin
    DraftOptions draft = new DraftOptions();

    @Option(names = "--table", paramLabel = "TABLE", description = "The table or view of the database.")
    @Nullable
    String table;

    @Option(names = "--schema", paramLabel = "SCHEMA", description = "Its schema. Default: that of the connection.")
    @Nullable
    String schema;

    @Option(names = "--csv", paramLabel = "FILE", description = "A CSV file with a header.")
    @Nullable
    Path csv;

    @Option(
            names = "--system",
            paramLabel = "ID",
            defaultValue = "sor",
            description = "The system of record: topics begin with it, and the data source is called so. Default: sor.")
    String system = "sor";

    @Option(names = "--name", paramLabel = "NAME", description = "The projection. Default: after the table or file.")
    @Nullable
    String name;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many rows are looked at. Default: 10000.")
    int rows = 10_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        DraftOptions.checkSystem(system);
        if (jdbc.isGiven() == (csv != null) || jdbc.isGiven() != (table != null)) {
            throw new ConfigurationException("give either --jdbc with --table, or --csv");
        }
        try {
            draft.put(csv == null ? ofTable() : ofCsv(csv), options, spec);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private Draft ofCsv(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException("--csv " + file + ": there is no such file");
        }
        return new CsvDraft(system, rows).of(file, name);
    }

    private Draft ofTable() throws IOException, SQLException {
        try (Database database = jdbc.connect(options)) {
            Draft drafted = new TableDraft(database, system, rows).of(schema, String.valueOf(table), name);
            return new Draft(drafted.files(), jdbc.dataSource(system), drafted.notes());
        }
    }
}

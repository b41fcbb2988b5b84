package io.tributary.command;

import io.tributary.draft.Database;
import io.tributary.draft.Draft;
import io.tributary.draft.TableDraft;
import io.tributary.runtime.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts a projection and an agent for every table of a schema. */
@Command(
        name = "projections",
        description = {
            "Drafts a projection with a test, and the agent that feeds it, for every table and view of a schema.",
            "Exit code 0: drafted; 2: it could not be done."
        },
        mixinStandardHelpOptions = true)
final class DraftProjectionsCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    JdbcOptions jdbc = new JdbcOptions();

    @Mixin
    DraftOptions draft = new DraftOptions();

    @Option(names = "--schema", paramLabel = "SCHEMA", description = "The schema. Default: that of the connection.")
    @Nullable
    String schema;

    @Option(
            names = "--system",
            paramLabel = "ID",
            defaultValue = "sor",
            description = "The system of record: topics begin with it, and the data source is called so. Default: sor.")
    String system = "sor";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many rows of each table are looked at. Default: 1000.")
    int rows = 1_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        DraftOptions.checkSystem(system);
        if (!jdbc.isGiven()) {
            throw new ConfigurationException("give --jdbc, the address of a database");
        }
        Map<String, String> files = new LinkedHashMap<>();
        List<String> notes = List.of();
        try (Database database = jdbc.connect(options)) {
            TableDraft tables = new TableDraft(database, system, rows);
            for (String table : tables.tables(schema)) {
                Draft drafted = tables.of(schema, table, null);
                drafted.files().forEach((file, text) -> {
                    if (files.putIfAbsent(file, text) != null) {
                        throw new ConfigurationException(
                                "two tables would become " + file + "; draft " + table + " alone with --name");
                    }
                });
                notes = drafted.notes();
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        if (files.isEmpty()) {
            throw new ConfigurationException("the schema has no table; --schema names another");
        }
        draft.put(new Draft(files, jdbc.dataSource(system), notes), options, spec);
        return 0;
    }
}

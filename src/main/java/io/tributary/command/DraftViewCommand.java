package io.tributary.command;

import io.tributary.definition.Definitions;
import io.tributary.draft.Database;
import io.tributary.draft.Draft;
import io.tributary.draft.ViewDraft;
import io.tributary.runtime.AgentRoute;
import io.tributary.runtime.Home;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts a single view. */
@Command(
        name = "view",
        description = {
            "Drafts a single view: what belongs to the documents of a projection, by the foreign keys of a database (--jdbc) whose tables the "
                    + "home's agents read, and by fields that are called like the key of another projection.",
            "Exit code 0: drafted; 1: a definition is wrong; 2: it could not be done."
        },
        mixinStandardHelpOptions = true)
final class DraftViewCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    JdbcOptions jdbc = new JdbcOptions();

    @Mixin
    DraftOptions draft = new DraftOptions();

    @Option(
            names = "--base",
            paramLabel = "PROJECTION",
            required = true,
            description = "What the view has one document for each of.")
    String base = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The view. Default: the base's name with _view.")
    @Nullable
    String name;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Home home = options.open();
        Definitions definitions = home.definitions();
        ExplainCommand.require("projection", base, definitions.projections().keySet());
        draft.put(view(definitions, AgentRoute.of(home)), options, spec);
        return 0;
    }

    private Draft view(Definitions definitions, List<AgentRoute> agents) throws IOException, SQLException {
        String view = Objects.requireNonNullElse(name, base + "_view");
        if (!jdbc.isGiven()) {
            return ViewDraft.of(definitions, agents, base, view, null);
        }
        try (Database database = jdbc.connect(options)) {
            return ViewDraft.of(definitions, agents, base, view, database);
        }
    }
}

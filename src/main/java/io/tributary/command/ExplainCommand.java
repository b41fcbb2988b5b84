package io.tributary.command;

import io.tributary.definition.Definitions;
import io.tributary.definition.Nearest;
import io.tributary.explain.HomeDiagram;
import io.tributary.explain.HomeFlow;
import io.tributary.explain.HomeText;
import io.tributary.explain.ProjectionFacts;
import io.tributary.explain.ProjectionText;
import io.tributary.explain.ViewFacts;
import io.tributary.explain.ViewText;
import io.tributary.record.Names;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a home does, without starting it. */
@Command(
        name = "explain",
        description = {
            "Says what a home does, without starting it: the whole way of the data from the agents to the read API. Its subcommands say it "
                    + "of one projection, one single view, one record.",
            "Exit code 0: said; 1: a definition is wrong; 2: there is no such thing."
        },
        subcommands = {ExplainCommand.Projection.class, ExplainCommand.View.class, ExplainRecordCommand.class},
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    ExplainOutput output = new ExplainOutput();

    @Option(names = "--mermaid", description = "Print the flow as a Mermaid diagram.")
    boolean mermaid;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Home home = options.open();
        HomeFlow flow = HomeFlow.of(home, home.definitions(), names(options));
        return output.print(spec, flow, mermaid ? new HomeDiagram(flow) : new HomeText(flow, output.width()));
    }

    static Names names(HomeOptions options) {
        return new Names(options.settings().text(Setting.PREFIX));
    }

    /** Refuses a name that nothing has. */
    static void require(String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new ConfigurationException("'" + name + "' is no " + kind + Nearest.hint(name, known));
        }
    }

    /** Says all about one projection. */
    @Command(
            name = "projection",
            description = {
                "Says all about one projection: its fields, where they come from and which views a change of each reaches; its indexes, each "
                        + "with its reason; the queries that read it.",
                "Exit code 0: said; 1: a definition is wrong; 2: there is no such projection."
            },
            mixinStandardHelpOptions = true)
    static final class Projection implements Callable<Integer> {

        @Mixin
        HomeOptions options = new HomeOptions();

        @Mixin
        ExplainOutput output = new ExplainOutput();

        @Parameters(paramLabel = "NAME", description = "The projection.")
        String name = "";

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            Home home = options.open();
            Definitions definitions = home.definitions();
            require("projection", name, definitions.projections().keySet());
            ProjectionFacts facts = ProjectionFacts.of(home, definitions, names(options), name);
            return output.print(spec, facts, new ProjectionText(facts, output.width()));
        }
    }

    /** Says all about one single view. */
    @Command(
            name = "view",
            description = {
                "Says all about one single view: its joins, the queries that read a chunk, the way back from a change, the form of its "
                        + "documents.",
                "Exit code 0: said; 1: a definition is wrong; 2: there is no such single view."
            },
            mixinStandardHelpOptions = true)
    static final class View implements Callable<Integer> {

        @Mixin
        HomeOptions options = new HomeOptions();

        @Mixin
        ExplainOutput output = new ExplainOutput();

        @Parameters(paramLabel = "NAME", description = "The single view.")
        String name = "";

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            Home home = options.open();
            Definitions definitions = home.definitions();
            require("single view", name, definitions.views().keySet());
            ViewFacts facts = ViewFacts.of(home, definitions, names(options), name);
            return output.print(spec, facts, new ViewText(facts, output.width()));
        }
    }
}

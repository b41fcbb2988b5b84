package io.tributary.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes first definitions. */
@Command(
        name = "draft",
        description =
                "Writes first definitions and agents: from tables, from CSV files, from what belongs to a projection. They pass check "
                        + "as they are; their comments say what was guessed, and how sure that is.",
        subcommands = {DraftProjectionCommand.class, DraftProjectionsCommand.class, DraftViewCommand.class},
        mixinStandardHelpOptions = true)
final class DraftCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Tributary.USAGE;
    }
}

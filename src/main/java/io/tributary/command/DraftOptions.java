package io.tributary.command;

import io.tributary.draft.Draft;
import io.tributary.draft.DraftFiles;
import io.tributary.runtime.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where drafts go. */
final class DraftOptions {

    @Option(names = "--force", description = "Replace files that are there.")
    boolean force;

    @Option(names = "--stdout", description = "Write nothing, only print.")
    boolean stdout;

    void put(Draft draft, HomeOptions home, CommandSpec spec) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (stdout) {
            DraftFiles.print(draft, out);
        } else {
            try {
                new DraftFiles(home.home, force).write(draft).forEach(out::println);
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(String.valueOf(e.getMessage()), e);
            }
        }
        out.flush();
        draft.notes().forEach(note -> err.println("note: " + note));
        err.flush();
    }

    /** A name that topics, agents and data sources can begin with. */
    static void checkSystem(String system) {
        if (!system.matches("[A-Za-z][A-Za-z0-9]{0,19}")) {
            throw new ConfigurationException(
                    "--system: '" + system + "' is no name: a letter, then letters and digits, at most 20");
        }
    }
}

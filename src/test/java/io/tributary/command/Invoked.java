package io.tributary.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command printed, with which exit code. */
record Invoked(int exit, String out, String err) {

    /** Runs a command within this process. */
    static Invoked run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Tributary.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = command.execute(arguments);
        return new Invoked(exit, out.toString(), err.toString());
    }
}

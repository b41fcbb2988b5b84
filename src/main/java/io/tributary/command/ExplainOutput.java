package io.tributary.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How explanations are printed. */
final class ExplainOutput {

    /** Where nobody says how wide the terminal is: a page of documentation, a file, a window of today. */
    private static final int WIDTH = 120;

    private static final int NARROWEST = 60;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    /** Characters of a line: those of the terminal, where it says so. */
    int width() {
        String columns = System.console() == null ? null : System.getenv("COLUMNS");
        boolean known = columns != null && columns.matches("\\d{1,4}");
        return known ? Math.max(NARROWEST, Integer.parseInt(columns)) : WIDTH;
    }

    int print(CommandSpec spec, Object facts, Object text) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(facts));
        } else {
            out.println(text.toString().stripTrailing());
        }
        out.flush();
        return 0;
    }
}

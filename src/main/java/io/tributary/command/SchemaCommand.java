package io.tributary.command;

import io.tributary.definition.DefinitionSchema;
import io.tributary.definition.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints or writes the JSON Schemas of the definitions, for editors. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of a kind of definition, or writes those of all kinds into a folder: an editor that knows them "
                    + "completes keys, shows what they mean and marks mistakes while you type."
        },
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    private static final Map<String, Vocabulary> KINDS =
            new TreeMap<>(Map.of("projection", Vocabulary.PROJECTION, "single-view", Vocabulary.VIEW));

    /** The kinds, for picocli's help. */
    static final class Kinds extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Kinds() {
            super(KINDS.keySet());
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "What is defined: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Kinds.class)
    @Nullable
    String kind;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The folder that all schemas are written to, each as KIND.schema.json.")
    @Nullable
    Path output;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path folder = output;
        if ((kind == null) == (folder == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Say a KIND (" + String.join(" or ", KINDS.keySet()) + ") or --output DIR");
        }
        if (folder == null) {
            Vocabulary root = KINDS.get(kind);
            if (root == null) {
                throw new ParameterException(
                        spec.commandLine(), "'" + kind + "' is no kind: " + String.join(" or ", KINDS.keySet()));
            }
            spec.commandLine().getOut().print(DefinitionSchema.of(root));
            return 0;
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, Vocabulary> each : KINDS.entrySet()) {
            Path file = folder.resolve(each.getKey() + ".schema.json");
            Files.writeString(file, DefinitionSchema.of(each.getValue()));
            spec.commandLine().getOut().println(file);
        }
        return 0;
    }
}

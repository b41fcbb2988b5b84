package io.tributary.definition;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns the text of a definition into nodes that know their line. YAML 1.2, one document, at most a million characters. */
final class YamlText {

    private static final int MAX_CHARACTERS = 1_000_000;

    private YamlText() {}

    /** The document's root, or null if the text is no YAML or empty; then the problem has been reported. */
    static @Nullable YamlValue parse(DefinitionFile file, Problems problems) {
        Place top = new Place(file.name(), 1, "");
        // The limit of snakeyaml-engine itself passes over comments.
        if (file.text().length() > MAX_CHARACTERS) {
            problems.report(top, "is too large: " + file.text().length() + " characters, of at most " + MAX_CHARACTERS);
            return null;
        }
        try {
            Node root = compose(file).orElse(null);
            if (root == null) {
                problems.report(top, "is empty");
                return null;
            }
            return new YamlValue(root, top, problems);
        } catch (MarkedYamlEngineException e) {
            problems.report(place(file, e), "is not valid YAML: " + e.getProblem());
        } catch (ReaderException e) {
            problems.report(
                    place(file, e.getPosition()),
                    "holds the character U+" + String.format(Locale.ROOT, "%04X", e.getCodePoint())
                            + ", which YAML does not allow");
        } catch (YamlEngineException e) {
            problems.report(top, "cannot be read: " + e.getMessage());
        }
        return null;
    }

    /** Lets through what {@link YamlValue} refuses with a better message: aliases and keys that are no texts. */
    private static Optional<Node> compose(DefinitionFile file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .setAllowNonScalarKeys(true)
                .build();
        Parser parser = new ParserImpl(settings, new StreamReader(settings, file.text()));
        return new Composer(settings, new BoundedParser(parser)).getSingleNode();
    }

    private static Place place(DefinitionFile file, int codePoints) {
        long lines = file.text()
                .codePoints()
                .limit(codePoints)
                .filter(c -> c == '\n')
                .count();
        return new Place(file.name(), (int) lines + 1, "");
    }

    private static Place place(DefinitionFile file, MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new Place(file.name(), line, "");
    }
}

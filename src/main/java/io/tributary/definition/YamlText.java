package io.tributary.definition;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

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
        LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
        try {
            Node root = new Compose(settings).composeString(file.text()).orElse(null);
            if (root == null) {
                problems.report(top, "is empty");
                return null;
            }
            return new YamlValue(root, top, problems);
        } catch (MarkedYamlEngineException e) {
            problems.report(place(file, e), "is not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.report(top, "cannot be read: " + e.getMessage());
        }
        return null;
    }

    private static Place place(DefinitionFile file, MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new Place(file.name(), line, "");
    }
}

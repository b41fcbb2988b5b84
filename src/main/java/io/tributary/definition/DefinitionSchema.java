package io.tributary.definition;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * JSON Schemas (draft 07, which editors know best) of the definitions, made of the {@link Vocabulary}. They say which keys there are,
 * what they mean and what they take; which names lead somewhere only {@code check} can say.
 */
public final class DefinitionSchema {

    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Vocabulary root;
    private final Set<String> wanted = new LinkedHashSet<>();

    private DefinitionSchema(Vocabulary root) {
        this.root = root;
    }

    /**
     * The schema of the files of one kind, as JSON text with a line break at its end.
     *
     * @param root {@link Vocabulary#PROJECTION} or {@link Vocabulary#VIEW}
     */
    public static String of(Vocabulary root) {
        return new DefinitionSchema(root).schema().toPrettyString() + "\n";
    }

    private ObjectNode schema() {
        ObjectNode schema = JSON.objectNode().put("$schema", DRAFT).put("title", root.title());
        schema.setAll(section(root));
        ObjectNode sections = JSON.objectNode();
        // A section may want further ones while it is written.
        while (sections.size() < wanted.size()) {
            for (String title : Set.copyOf(wanted)) {
                if (!sections.has(title)) {
                    sections.set(title, section(Vocabulary.ofTitle(title)));
                }
            }
        }
        ObjectNode ordered = schema.putObject("definitions");
        wanted.forEach(title -> ordered.set(title, sections.get(title)));
        return schema;
    }

    private ObjectNode section(Vocabulary section) {
        ObjectNode node = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = node.putObject("properties");
        for (Vocabulary.Key key : section.keys()) {
            ObjectNode property = form(key.form());
            // Beside a $ref, draft 07 ignores whatever else is said.
            ObjectNode described = property.has("$ref")
                    ? JSON.objectNode().set("allOf", JSON.arrayNode().add(property))
                    : property;
            properties.set(key.name(), described.put("description", plain(key.meaning())));
            if (key.required()) {
                required.add(key.name());
            }
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        return node;
    }

    private ObjectNode form(Form form) {
        ObjectNode node = JSON.objectNode();
        if (form instanceof Form.Text || form instanceof Form.Scalar) {
            // The readers take a text as it stands in the file: 1 and true are texts, too.
            node.set("type", MAPPER.valueToTree(new String[] {"string", "number", "boolean"}));
        } else if (form instanceof Form.Flag) {
            node.put("type", "boolean");
        } else if (form instanceof Form.Count) {
            node.put("type", "integer").put("minimum", 0);
        } else if (form instanceof Form.OneOf oneOf) {
            ArrayNode words = MAPPER.valueToTree(oneOf.words());
            // Unquoted, YAML takes it for nothing.
            node.set("enum", oneOf.words().contains("null") ? words.addNull() : words);
        } else if (form instanceof Form.ListOf list) {
            node.put("type", "array").set("items", form(list.element()));
        } else if (form instanceof Form.MapOf map) {
            node.put("type", "object").set("additionalProperties", form(map.value()));
        } else if (form instanceof Form.Section section) {
            wanted.add(section.title());
            node.put("$ref", "#/definitions/" + section.title().replace(" ", "%20"));
        } else if (form instanceof Form.Either either) {
            ArrayNode forms = node.putArray("anyOf");
            either.forms().forEach(each -> forms.add(form(each)));
        }
        return node;
    }

    /** Markdown's marks mean nothing in an editor's tooltip. */
    private static String plain(String meaning) {
        return meaning.replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1").replace("`", "'");
    }
}

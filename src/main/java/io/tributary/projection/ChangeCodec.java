package io.tributary.projection;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.definition.Definitions;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.record.Key;
import io.tributary.record.MessageFormatException;
import io.tributary.record.XmlLegalEscapes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of the messages behind the updater. A change of a projection, or of a single view of which others are made:
 *
 * <pre>{"projection":"orders","since":1769850000000,"changes":[
 *   {"key":["42"],"fields":["customerId","status"],"references":{"customerId":["7","5"]}}]}</pre>
 *
 * (without {@code fields}, any field may be another, or the document has come or gone)
 *
 * and a change of views or their trigger: {@code {"view":"customer_360","since":...,"keys":[["7"],["5"]]}}. Values stand as their
 * canonical text ({@link FieldType#format}); {@code since} is when the oldest change behind it was read, in epoch milliseconds.
 */
public final class ChangeCodec {

    private static final String FIELDS = "fields";

    /** The changes of one message, of a projection or view. */
    public record Changes(String source, Instant since, List<ProjectionChange> changes) {}

    /** The keys of one message about a view. */
    public record Keys(String view, Instant since, List<Key> keys) {}

    /** Escapes what SQS refuses: a key may hold any character. */
    private final ObjectMapper json = new ObjectMapper(
            new JsonFactoryBuilder().characterEscapes(new XmlLegalEscapes()).build());

    private final Definitions definitions;

    public ChangeCodec(Definitions definitions) {
        this.definitions = definitions;
    }

    public String encode(Changes message) {
        DocumentSource source = definitions.source(message.source());
        List<FieldType> keyTypes = source.keyTypes();
        ObjectNode root = json.createObjectNode()
                .put("projection", message.source())
                .put("since", message.since().toEpochMilli());
        ArrayNode changes = root.putArray("changes");
        for (ProjectionChange change : message.changes()) {
            ObjectNode node = changes.addObject();
            node.set("key", texts(change.key(), keyTypes));
            if (!change.touched().all()) {
                ArrayNode fields = node.putArray(FIELDS);
                change.touched().fields().forEach(fields::add);
            }
            if (!change.references().isEmpty()) {
                ObjectNode references = node.putObject("references");
                change.references().forEach((field, values) -> {
                    FieldType type = source.type(field);
                    ArrayNode array = references.putArray(field);
                    BsonValues.ofType(type, values).forEach(value -> array.add(type.format(value)));
                });
            }
        }
        return text(root);
    }

    public String encode(Keys message) {
        List<FieldType> types = definitions.source(message.view()).keyTypes();
        ObjectNode root = json.createObjectNode()
                .put("view", message.view())
                .put("since", message.since().toEpochMilli());
        ArrayNode keys = root.putArray("keys");
        message.keys().forEach(key -> keys.add(texts(key, types)));
        return text(root);
    }

    /**
     * Reads a projection change.
     *
     * @throws MessageFormatException if the body is none, or names what no definition knows
     */
    public Changes decodeChanges(String body) throws MessageFormatException {
        try {
            JsonNode root = json.readTree(body);
            DocumentSource source = source(text(root, "projection"));
            List<FieldType> keyTypes = source.keyTypes();
            List<ProjectionChange> changes = new ArrayList<>();
            for (JsonNode node : required(root, "changes")) {
                Map<String, List<Object>> references = new LinkedHashMap<>();
                node.path("references").properties().forEach(entry -> {
                    if (source.hasField(entry.getKey())) {
                        FieldType type = source.type(entry.getKey());
                        List<Object> values = new ArrayList<>();
                        entry.getValue()
                                .forEach(value -> values.add(
                                        Objects.requireNonNull(BsonValues.toBson(type.parse(value.asText())))));
                        references.put(entry.getKey(), values);
                    }
                });
                changes.add(new ProjectionChange(
                        key(required(node, "key"), keyTypes), references, touched(node.get(FIELDS))));
            }
            return new Changes(source.name(), since(root), changes);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new MessageFormatException("no projection change: " + e.getMessage());
        }
    }

    /**
     * Reads keys of a view.
     *
     * @throws MessageFormatException if the body holds none, or names another view than expected
     */
    public Keys decodeKeys(String body, String view) throws MessageFormatException {
        try {
            JsonNode root = json.readTree(body);
            if (!text(root, "view").equals(view)) {
                throw new IllegalArgumentException("it is for view '" + text(root, "view") + "', not '" + view + "'");
            }
            List<FieldType> types = definitions.source(view).keyTypes();
            List<Key> keys = new ArrayList<>();
            for (JsonNode node : required(root, "keys")) {
                keys.add(key(node, types));
            }
            return new Keys(view, since(root), keys);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new MessageFormatException("no trigger of view " + view + ": " + e.getMessage());
        }
    }

    private DocumentSource source(String name) {
        if (!definitions.hasSource(name)) {
            throw new IllegalArgumentException("there is no projection or single view '" + name + "'");
        }
        return definitions.source(name);
    }

    private ArrayNode texts(Key key, List<FieldType> types) {
        ArrayNode array = json.createArrayNode();
        for (int i = 0; i < types.size(); i++) {
            array.add(types.get(i).format(key.parts().get(i)));
        }
        return array;
    }

    private static Key key(JsonNode array, List<FieldType> types) {
        if (array.size() != types.size()) {
            throw new IllegalArgumentException("key " + array + " does not have " + types.size() + " parts");
        }
        List<Object> parts = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            parts.add(types.get(i).parse(array.get(i).asText()));
        }
        return new Key(parts);
    }

    private String text(ObjectNode root) {
        try {
            return json.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers refused to be written", e);
        }
    }

    /** A field that no definition knows any more concerns nobody. */
    private static Touched touched(@Nullable JsonNode fields) {
        if (fields == null || !fields.isArray()) {
            return Touched.ALL;
        }
        List<String> names = new ArrayList<>();
        fields.forEach(name -> names.add(name.asText()));
        return Touched.of(names);
    }

    private static Instant since(JsonNode root) {
        return Instant.ofEpochMilli(root.path("since").asLong(System.currentTimeMillis()));
    }

    private static String text(JsonNode node, String name) {
        return required(node, name).asText();
    }

    private static JsonNode required(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return member;
    }
}

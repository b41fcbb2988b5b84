package io.tributary.projection;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.definition.Definitions;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.record.Key;
import io.tributary.record.MessageFormatException;
import io.tributary.record.PackedText;
import io.tributary.record.XmlLegalEscapes;
import java.io.IOException;
import java.io.StringWriter;
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
 * (without {@code fields}, any field may be another, or the document has come or gone; on our own queue packed by {@link PackedText}, for
 * subscribers plain)
 *
 * and a change of views or their trigger: {@code {"view":"customer_360","since":...,"keys":[["7"],["5"]]}}. Values stand as their
 * canonical text ({@link FieldType#format}); {@code since} is when the oldest change behind it was read, in epoch milliseconds.
 */
public final class ChangeCodec {

    private static final String FIELDS = "fields";

    /** What a message about changes may unpack to, in bytes; none that is longer is sent. */
    public static final int LONGEST_TEXT = 4 << 20;

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
        return written("projection", message.source(), message.since(), out -> {
            out.writeArrayFieldStart("changes");
            for (ProjectionChange change : message.changes()) {
                out.writeStartObject();
                out.writeFieldName("key");
                writeKey(out, change.key(), keyTypes);
                writeTouched(out, change.touched());
                writeReferences(out, change.references(), source);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    public String encode(Keys message) {
        List<FieldType> types = definitions.source(message.view()).keyTypes();
        return written("view", message.view(), message.since(), out -> {
            out.writeArrayFieldStart("keys");
            for (Key key : message.keys()) {
                writeKey(out, key, types);
            }
            out.writeEndArray();
        });
    }

    /**
     * Reads a projection change, also one that {@link PackedText} has packed.
     *
     * @throws MessageFormatException if the body is none, or names what no definition knows
     */
    public Changes decodeChanges(String body) throws MessageFormatException {
        try {
            JsonNode root = json.readTree(PackedText.text(body, LONGEST_TEXT));
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

    /** Writes what stands behind the head of a message. */
    private interface Members {
        void write(JsonGenerator out) throws IOException;
    }

    private String written(String kind, String name, Instant since, Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField(kind, name);
            out.writeNumberField("since", since.toEpochMilli());
            members.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("texts and numbers refused to be written", e);
        }
        return text.toString();
    }

    private static void writeKey(JsonGenerator out, Key key, List<FieldType> types) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < types.size(); i++) {
            out.writeString(types.get(i).format(key.parts().get(i)));
        }
        out.writeEndArray();
    }

    private static void writeTouched(JsonGenerator out, Touched touched) throws IOException {
        if (touched.all()) {
            return;
        }
        out.writeArrayFieldStart(FIELDS);
        for (String field : touched.fields()) {
            out.writeString(field);
        }
        out.writeEndArray();
    }

    private static void writeReferences(JsonGenerator out, Map<String, List<Object>> references, DocumentSource source)
            throws IOException {
        if (references.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("references");
        for (Map.Entry<String, List<Object>> reference : references.entrySet()) {
            FieldType type = source.type(reference.getKey());
            out.writeArrayFieldStart(reference.getKey());
            for (Object value : BsonValues.ofType(type, reference.getValue())) {
                out.writeString(type.format(value));
            }
            out.writeEndArray();
        }
        out.writeEndObject();
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

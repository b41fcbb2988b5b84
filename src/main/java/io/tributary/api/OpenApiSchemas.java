package io.tributary.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.definition.FieldType;
import io.tributary.definition.Shape;
import io.tributary.projection.Meta;
import java.util.Map;

/** JSON Schemas (2020-12, as OpenAPI 3.1 has them) of what the read API gives. */
final class OpenApiSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OpenApiSchemas() {}

    static ObjectNode document(Resource resource) {
        ObjectNode schema = of(resource.shape());
        ((ObjectNode) schema.get("properties")).putObject(Meta.META).put("$ref", "#/components/schemas/Meta");
        if (resource.kind().equals("projection")) {
            ArrayNode required = schema.putArray("required");
            resource.keyed().key().forEach(required::add);
        }
        return schema;
    }

    static ObjectNode page(ObjectNode document) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", document);
        properties.putObject("next").put("type", "string").put("description", "For 'after'; absent on the last page.");
        schema.putArray("required").add("items");
        return schema;
    }

    static ObjectNode of(Shape shape) {
        if (shape instanceof Shape.Obj obj) {
            ObjectNode schema = NODES.objectNode().put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            for (Map.Entry<String, Shape> field : obj.fields().entrySet()) {
                properties.set(field.getKey(), of(field.getValue()));
            }
            return schema;
        }
        if (shape instanceof Shape.Arr array) {
            ObjectNode schema = NODES.objectNode().put("type", "array");
            schema.set("items", of(array.element()));
            return schema;
        }
        return of(((Shape.Leaf) shape).type());
    }

    static ObjectNode of(FieldType type) {
        return switch (type) {
            case STRING -> text();
            case INTEGER -> typed("integer", "int32");
            case LONG -> typed("integer", "int64");
            case DECIMAL -> typed("number", "decimal");
            case DOUBLE -> typed("number", "double");
            case BOOLEAN -> NODES.objectNode().put("type", "boolean");
            case DATE -> typed("string", "date");
            case TIMESTAMP -> typed("string", "date-time");
            case TIME -> typed("string", "time");
            case BINARY -> text().put("contentEncoding", "base64");
            case OBJECT_ID -> text().put("pattern", "^[0-9a-f]{24}$");
            case POINT -> point();
            case OBJECT -> NODES.objectNode().put("type", "object");
            case ARRAY -> NODES.objectNode().put("type", "array");
        };
    }

    private static ObjectNode point() {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("description", "A GeoJSON Point (RFC 7946).");
        ObjectNode properties = schema.putObject("properties");
        properties.set("type", text().put("const", "Point"));
        ObjectNode coordinates = properties.putObject("coordinates").put("type", "array");
        coordinates
                .put("description", "Longitude, latitude.")
                .put("minItems", 2)
                .put("maxItems", 2);
        coordinates.set("items", typed("number", "double"));
        return schema;
    }

    static ObjectNode text() {
        return NODES.objectNode().put("type", "string");
    }

    static ObjectNode problem() {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("description", "RFC 9457");
        ObjectNode properties = schema.putObject("properties");
        properties.set("type", typed("string", "uri-reference"));
        properties.set("title", text());
        properties.set("status", typed("integer", "int32"));
        properties.set("detail", text());
        properties.set("nearest", text().put("description", "The name that may have been meant."));
        schema.putArray("required").add("type").add("title").add("status").add("detail");
        return schema;
    }

    static ObjectNode meta() {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("description", "Only with meta=true.");
        ObjectNode properties = schema.putObject("properties");
        properties.set("id", text().put("description", "The key as the address has it."));
        properties.set(Meta.REVISION, text());
        properties.putObject(Meta.VERSION).put("type", "array").set("items", typed("integer", "int64"));
        properties.set(Meta.WRITTEN_AT, typed("string", "date-time"));
        properties.set(Meta.SOURCE, text());
        return schema;
    }

    static ObjectNode names() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode item = schema.putObject("properties")
                .putObject("items")
                .put("type", "array")
                .putObject("items");
        item.put("type", "object");
        item.putObject("properties").set("name", text());
        ((ObjectNode) item.get("properties")).set("href", typed("string", "uri-reference"));
        item.putArray("required").add("name").add("href");
        schema.putArray("required").add("items");
        return schema;
    }

    private static ObjectNode typed(String type, String format) {
        return NODES.objectNode().put("type", type).put("format", format);
    }
}

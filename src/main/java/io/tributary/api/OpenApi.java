package io.tributary.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.definition.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Describes the read API by OpenAPI 3.1, from the same resources that answer it: two paths and a schema for each name. */
final class OpenApi {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode root = NODES.objectNode();
    private final ObjectNode paths;
    private final ObjectNode schemas;

    private OpenApi() {
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Tributary read API")
                .put("description", "Projections and single views, generated from their definitions.")
                .put("version", "1");
        root.putArray("servers").addObject().put("url", "/");
        this.paths = root.putObject("paths");
        ObjectNode components = root.putObject("components");
        this.schemas = components.putObject("schemas");
        schemas.set("Problem", OpenApiSchemas.problem());
        schemas.set("Meta", OpenApiSchemas.meta());
        schemas.set("Names", OpenApiSchemas.names());
        ObjectNode responses = components.putObject("responses");
        problemResponse(responses, "BadRequest", "A parameter is unknown, given twice, or not of its type.");
        problemResponse(responses, "NotFound", "There is no document of that key.");
        problemResponse(responses, "Unavailable", "The database cannot be reached, or the query took too long.");
    }

    /** The description as JSON in UTF-8. */
    static byte[] of(Collection<Resource> projections, Collection<Resource> views) {
        OpenApi api = new OpenApi();
        api.names(Resource.PROJECTIONS, "listProjectionNames", "The names of the projections, with links.");
        projections.forEach(api::resource);
        api.names(Resource.VIEWS, "listViewNames", "The names of the single views, with links.");
        views.forEach(api::resource);
        return api.root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void names(String path, String operation, String summary) {
        ObjectNode get = get(path, operation, summary);
        get.set("responses", NODES.objectNode().set("200", json(summary, reference("schemas", "Names"))));
    }

    private void resource(Resource resource) {
        String schema = (resource.kind().equals("projection") ? "projection_" : "view_") + resource.name();
        schemas.set(schema, OpenApiSchemas.document(resource));
        schemas.set(schema + "_page", OpenApiSchemas.page(reference("schemas", schema)));
        list(resource, schema);
        one(resource, schema);
    }

    private void list(Resource resource, String schema) {
        ObjectNode get =
                get(resource.path(), "list_" + schema, "A page of the " + resource.kind() + " " + resource.name());
        get.set("parameters", listParameters(resource));
        ObjectNode responses = get.putObject("responses");
        responses.set("200", json("The documents in the order of their keys.", reference("schemas", schema + "_page")));
        responses.set("400", reference("responses", "BadRequest"));
        responses.set("503", reference("responses", "Unavailable"));
    }

    private void one(Resource resource, String schema) {
        ObjectNode get = get(
                resource.path() + "/{id}",
                "get_" + schema,
                "One document of the " + resource.kind() + " " + resource.name());
        ArrayNode parameters = get.putArray("parameters");
        parameters.add(id(resource));
        parameters.add(metaParameter());
        parameters.add(parameter("If-None-Match", "header", OpenApiSchemas.text(), "The ETag that the client has."));
        ObjectNode responses = get.putObject("responses");
        ObjectNode found = json("The document.", reference("schemas", schema));
        found.putObject("headers").putObject("ETag").set("schema", OpenApiSchemas.text());
        responses.set("200", found);
        responses.putObject("304").put("description", "The client has this revision already.");
        responses.set("400", reference("responses", "BadRequest"));
        responses.set("404", reference("responses", "NotFound"));
        responses.set("503", reference("responses", "Unavailable"));
    }

    private static ArrayNode listParameters(Resource resource) {
        ArrayNode parameters = NODES.arrayNode();
        QueryParser.filterable(resource.shape())
                .forEach((name, type) -> parameters.add(
                        parameter(name, "query", OpenApiSchemas.of(type), "Only documents with this value.")));
        ObjectNode limit =
                NODES.objectNode().put("type", "integer").put("minimum", 1).put("maximum", QueryParser.MAX_LIMIT);
        limit.put("default", QueryParser.DEFAULT_LIMIT);
        parameters.add(parameter("limit", "query", limit, "How many documents at most."));
        parameters.add(parameter("after", "query", OpenApiSchemas.text(), "The 'next' of the page before."));
        parameters.add(metaParameter());
        return parameters;
    }

    private static ObjectNode id(Resource resource) {
        List<FieldType> types = resource.keyTypes();
        ObjectNode schema = types.size() == 1 ? OpenApiSchemas.of(types.get(0)) : OpenApiSchemas.text();
        String description = types.size() == 1
                ? "The key: " + resource.keyed().key().get(0) + "."
                : "The key: " + String.join(",", resource.keyed().key())
                        + ". Within a part, ',' is '\\,' and '\\' is '\\\\'.";
        return parameter("id", "path", schema, description);
    }

    private static ObjectNode metaParameter() {
        ObjectNode schema = NODES.objectNode().put("type", "boolean").put("default", false);
        return parameter("meta", "query", schema, "Whether _meta is shown.");
    }

    private static ObjectNode parameter(String name, String in, ObjectNode schema, String description) {
        ObjectNode parameter =
                NODES.objectNode().put("name", name).put("in", in).put("description", description);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        parameter.set("schema", schema);
        return parameter;
    }

    private ObjectNode get(String path, String operation, String summary) {
        return paths.putObject(path)
                .putObject("get")
                .put("operationId", operation)
                .put("summary", summary);
    }

    private static void problemResponse(ObjectNode responses, String name, String description) {
        ObjectNode response = responses.putObject(name).put("description", description);
        response.putObject("content").putObject(Answer.PROBLEM_JSON).set("schema", reference("schemas", "Problem"));
    }

    private static ObjectNode json(String description, ObjectNode schema) {
        ObjectNode response = NODES.objectNode().put("description", description);
        response.putObject("content").putObject(Answer.JSON).set("schema", schema);
        return response;
    }

    private static ObjectNode reference(String section, String name) {
        return NODES.objectNode().put("$ref", "#/components/" + section + "/" + name);
    }
}

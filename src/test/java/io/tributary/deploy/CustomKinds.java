package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kinds that are not Kubernetes' own: Camel K's by the definitions its project publishes, KEDA's and kustomize's by small
 * schemas of ours (written from their documentation: no artefact carries them). All strict: what is not named is refused.
 */
final class CustomKinds {

    private static final Map<String, String> RESOURCES = Map.of(
            "Integration", "/camel.apache.org_integrations.yaml",
            "ScaledObject", "/deploy/keda-scaled-object.schema.yaml",
            "TriggerAuthentication", "/deploy/keda-trigger-authentication.schema.yaml",
            "Kustomization", "/deploy/kustomization.schema.yaml",
            "Component", "/deploy/kustomization.schema.yaml");

    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private CustomKinds() {}

    static List<String> check(Manifest manifest) {
        if (!RESOURCES.containsKey(manifest.kind())) {
            return List.of("'" + manifest.kind() + "' is no kind that is used here");
        }
        List<String> problems = new ArrayList<>();
        SCHEMAS.computeIfAbsent(manifest.kind(), CustomKinds::schema).validate(manifest.body()).stream()
                .map(ValidationMessage::getMessage)
                .forEach(problems::add);
        if (manifest.body().has("metadata")) {
            problems.addAll(BuiltInKinds.checkMetadata(manifest));
        }
        return problems;
    }

    private static JsonSchema schema(String kind) {
        JsonNode document = read(RESOURCES.get(kind));
        JsonNode schema = document.has("spec") ? servedVersion(document) : document;
        closeObjects(schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    /** The schema of v1 inside a CustomResourceDefinition. */
    private static JsonNode servedVersion(JsonNode definition) {
        return Json.elements(definition.at("/spec/versions"))
                .filter(version -> version.path("name").asText().equals("v1"))
                .findFirst()
                .orElseThrow()
                .at("/schema/openAPIV3Schema");
    }

    /** A server prunes unknown fields silently; here they are errors. Metadata is checked by Kubernetes' own model. */
    private static void closeObjects(JsonNode schema) {
        Json.visit(schema, node -> {
            boolean open = node.path("x-kubernetes-preserve-unknown-fields").asBoolean();
            if (node.path("properties").isObject() && !node.has("additionalProperties") && !open) {
                ((ObjectNode) node).put("additionalProperties", false);
            }
        });
    }

    private static JsonNode read(String resource) {
        try (InputStream in = CustomKinds.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return Manifest.parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0)
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tributary.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One YAML document, and where it came from. */
record Manifest(String source, JsonNode body) {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** The documents of a file or of kubectl's output; a key that stands twice is an error. */
    static List<Manifest> parse(String source, String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            List<Manifest> manifests = new ArrayList<>();
            documents.forEachRemaining(document -> manifests.add(new Manifest(source, document)));
            return manifests;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    static List<Manifest> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String apiVersion() {
        return body.path("apiVersion").asText();
    }

    String kind() {
        return body.path("kind").asText();
    }

    String name() {
        return body.at("/metadata/name").asText();
    }

    JsonNode at(String pointer) {
        return body.at(pointer);
    }

    /** For messages: {@code k8s/base/api.yaml Deployment tributary-api}. */
    String where() {
        return source + " " + kind() + (name().isEmpty() ? "" : " " + name());
    }

    /** The role, as the workload says it: {@code --roles} of a Deployment, {@code TRIBUTARY_ROLES} of an Integration. */
    String roles() {
        List<String> args = Json.texts(at("/spec/template/spec/containers/0/args"));
        int flag = args.indexOf("--roles");
        if (flag >= 0 && flag + 1 < args.size()) {
            return args.get(flag + 1);
        }
        return Json.texts(at("/spec/traits/environment/vars")).stream()
                .filter(variable -> variable.startsWith("TRIBUTARY_ROLES="))
                .map(variable -> variable.substring("TRIBUTARY_ROLES=".length()))
                .findFirst()
                .orElse("");
    }
}

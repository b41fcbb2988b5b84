package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that one {@code kubectl apply -k} sends, with the Secrets that have to be there before it. */
record Overlay(List<Manifest> manifests, List<Manifest> secretTemplates) {

    static final String DEPLOYMENT = "Deployment";
    static final String INTEGRATION = "Integration";

    /** Names of properties have a dot, parameters of templates have none. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z0-9-]+(?:\\.[a-z0-9-]+)+)\\}\\}");

    Stream<Manifest> of(String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Stream<Manifest> workloads() {
        return Stream.concat(of(DEPLOYMENT), of(INTEGRATION));
    }

    Stream<Manifest> scaled() {
        return of("ScaledObject");
    }

    Optional<Manifest> find(String kind, String name) {
        Stream<Manifest> expected = kind.equals("Secret") ? secretTemplates.stream() : Stream.empty();
        return Stream.concat(of(kind), expected)
                .filter(manifest -> manifest.name().equals(name))
                .findFirst();
    }

    /** The keys of a ConfigMap or Secret. */
    static Set<String> keys(Manifest map) {
        return Stream.of("/data", "/binaryData", "/stringData")
                .flatMap(part -> Stream.of(map.at(part)))
                .filter(JsonNode::isObject)
                .flatMap(part -> part.properties().stream())
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The properties that the pods of this overlay get as their home's {@code application.properties}. */
    Properties properties() {
        Properties properties = new Properties();
        of("ConfigMap")
                .map(map -> map.at("/data").path("application.properties"))
                .filter(JsonNode::isTextual)
                .forEach(text -> load(properties, text.asText()));
        return properties;
    }

    /** The placeholders without a default in the routes that are deployed: {@code {{crm.dir}}}. */
    Set<String> placeholders() {
        return of("ConfigMap")
                .flatMap(map -> map.at("/data").properties().stream())
                .filter(file -> file.getKey().endsWith(".camel.yaml"))
                .flatMap(file -> PLACEHOLDER.matcher(file.getValue().asText()).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static void load(Properties properties, String text) {
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

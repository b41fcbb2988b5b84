package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything under k8s/ is what the servers' schemas allow, and says only what is true of the application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsTest {

    static final Path K8S = Path.of("k8s");
    static final Path TRANSFORMERS = Path.of("transformers");
    static final Path SECRET_TEMPLATE = K8S.resolve("secret.template.yaml");

    private static final List<String> PARTIAL = List.of(
            "k8s/overlays/production/api-spread.yaml",
            "k8s/camel-k/kustomize-config.yaml",
            "k8s/home/routes/heartbeat.camel.yaml");

    static Overlay overlay(String folder) {
        needsKubectl(folder);
        return new Overlay(Kustomize.render(K8S.resolve(folder)), Manifest.read(SECRET_TEMPLATE));
    }

    /** The sample's agents that are not deployed: they need a database or an FTP server. */
    private static final List<String> NEED_MORE_THAN_FILES = List.of(
            "agents/erp-order-deletes.camel.yaml",
            "agents/erp-orders.camel.yaml",
            "agents/erp-parts.camel.yaml",
            "agents/erp-suppliers.camel.yaml",
            "agents/logistics-items.camel.yaml");

    static void needsKubectl(String folder) {
        String skipped = "no kubectl on the PATH: " + folder + " was not rendered and not checked";
        if (!Kustomize.available()) {
            System.err.println("SKIPPED: " + skipped);
        }
        assumeTrue(Kustomize.available(), skipped);
    }

    @Test
    void every_manifest_is_valid_by_the_schema_of_its_kind() throws IOException {
        try (Stream<Path> files = Files.walk(K8S)) {
            List<Manifest> manifests = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !PARTIAL.contains(file.toString()))
                    .flatMap(file -> Manifest.read(file).stream())
                    .toList();
            assertThat(manifests).hasSizeGreaterThan(20);
            assertThat(ManifestSchemas.problems(manifests)).isEmpty();
        }
    }

    @Test
    void kustomizations_name_all_that_is_there_and_nothing_else() {
        assertThat(KustomizeReferences.problems(
                        List.of(K8S, TRANSFORMERS, Path.of("agents")),
                        file -> file.equals(SECRET_TEMPLATE)
                                || !file.toString().endsWith(".yaml")
                                || file.startsWith("agents/templates")
                                || NEED_MORE_THAN_FILES.contains(file.toString())))
                .isEmpty();
    }

    /** Without kubectl, too: the workloads as they are written, with the settings of their folder. */
    @ParameterizedTest
    @CsvSource({"base, home/application.properties", "camel-k, camel-k/application.properties"})
    void workloads_as_written_are_true_of_the_application(String folder, String properties) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (String role : KnownSettings.ROLES) {
            manifests.addAll(Manifest.read(K8S.resolve(folder).resolve(role + ".yaml")));
        }
        manifests.add(configMap("application.properties", K8S.resolve(properties)));
        for (String agent : List.of("crm-customers", "geo-nations", "geo-regions")) {
            manifests.add(configMap(agent + ".camel.yaml", Path.of("agents", agent + ".camel.yaml")));
        }
        assertThat(ApplicationRules.problems(new Overlay(manifests, List.of()))).isEmpty();
    }

    private static Manifest configMap(String key, Path file) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("kind", "ConfigMap");
        body.putObject("data").put(key, Files.readString(file));
        return new Manifest(file.toString(), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/development", "overlays/production", "camel-k"})
    void what_is_applied_is_valid_and_true_of_the_application(String folder) {
        Overlay overlay = overlay(folder);
        assertThat(ManifestSchemas.problems(overlay.manifests())).isEmpty();
        assertThat(ReferenceRules.problems(overlay)).isEmpty();
        assertThat(ApplicationRules.problems(overlay)).isEmpty();
        assertThat(ScalingRules.problems(overlay, TRANSFORMERS)).isEmpty();
    }

    @Test
    void production_scales_on_queue_depth_and_development_needs_neither_aws_nor_keda() {
        assertThat(overlay("overlays/production").scaled()).hasSize(2);
        assertThat(overlay("camel-k").scaled()).hasSize(2);
        Overlay development = overlay("overlays/development");
        assertThat(development.scaled()).isEmpty();
        assertThat(development.properties().getProperty("tributary.sqs.endpoint"))
                .startsWith("http://");
        assertThat(development.properties().getProperty("tributary.prefix")).isEqualTo("dev-");
    }

    @Test
    void the_image_is_the_same_everywhere() {
        assertThat(Stream.of("overlays/development", "overlays/production", "camel-k")
                        .flatMap(folder -> overlay(folder).workloads())
                        .map(ApplicationRules::image)
                        .collect(Collectors.toSet()))
                .containsExactly("registry.example.com/tributary:0.1.0");
    }

    @Test
    void nothing_that_is_applied_holds_a_password() {
        Stream.of("overlays/development", "overlays/production", "camel-k")
                .flatMap(folder -> overlay(folder).manifests().stream())
                .forEach(manifest -> assertThat(manifest.body().toString())
                        .as(manifest.where())
                        .doesNotContainPattern("mongodb(\\+srv)?://[^/@\"]+@"));
        assertThat(Manifest.read(SECRET_TEMPLATE).get(0).at("/stringData"))
                .allMatch(value -> value.asText().isEmpty());
    }
}

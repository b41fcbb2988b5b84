package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the manifests say about the application is what the application is: port, paths, settings, roles, image, a stop's time. */
final class ApplicationRules {

    private final Overlay overlay;
    private final List<String> problems = new ArrayList<>();

    private ApplicationRules(Overlay overlay) {
        this.overlay = overlay;
    }

    static List<String> problems(Overlay overlay) {
        ApplicationRules rules = new ApplicationRules(overlay);
        overlay.of(Overlay.DEPLOYMENT).forEach(rules::deployment);
        overlay.of(Overlay.INTEGRATION).forEach(rules::integration);
        overlay.workloads().forEach(rules::agentsRunOnce);
        rules.settings();
        rules.everyRoleOnce();
        rules.oneImage();
        return rules.problems;
    }

    /** The image of a workload, whichever kind it is. */
    static String image(Manifest workload) {
        JsonNode plain = workload.at("/spec/template/spec/containers/0/image");
        return plain.isTextual()
                ? plain.asText()
                : workload.at("/spec/traits/container/image").asText();
    }

    private void deployment(Manifest deployment) {
        JsonNode container = deployment.at("/spec/template/spec/containers/0");
        expect(
                deployment,
                "containerPort",
                container.at("/ports/0/containerPort").asInt(),
                KnownSettings.PORT);
        probe(deployment, container, "startupProbe", KnownSettings.LIVE);
        probe(deployment, container, "livenessProbe", KnownSettings.LIVE);
        probe(deployment, container, "readinessProbe", KnownSettings.READY);
        JsonNode annotations = deployment.at("/spec/template/metadata/annotations");
        expect(
                deployment,
                "prometheus.io/path",
                annotations.path("prometheus.io/path").asText(),
                KnownSettings.METRICS);
        expect(
                deployment,
                "prometheus.io/port",
                annotations.path("prometheus.io/port").asText(),
                "" + KnownSettings.PORT);
        List<String> args = Json.texts(container.path("args"));
        expect(deployment, "args", args, List.of("run", "--home", KnownSettings.HOME, "--roles", deployment.roles()));
        Json.elements(container.path("env"))
                .forEach(env -> variable(deployment, env.path("name").asText()));
        stopsInTime(deployment);
        restricted(deployment, container);
    }

    private void integration(Manifest integration) {
        JsonNode traits = integration.at("/spec/traits");
        JsonNode health = traits.path("health");
        expect(integration, "container.port", traits.at("/container/port").asInt(), KnownSettings.PORT);
        for (String kind : List.of("startup", "liveness", "readiness")) {
            String path = kind.equals("readiness") ? KnownSettings.READY : KnownSettings.LIVE;
            expect(
                    integration,
                    kind + "ProbeEnabled",
                    health.path(kind + "ProbeEnabled").asBoolean(),
                    true);
            expect(integration, kind + "Probe", health.path(kind + "Probe").asText(), path);
        }
        expect(integration, "health.enabled", health.path("enabled").asBoolean(), true);
        expect(integration, "runAsNonRoot", traits.at("/container/runAsNonRoot").asBoolean(), true);
        Json.texts(traits.at("/environment/vars"))
                .forEach(variable -> variable(integration, variable.substring(0, variable.indexOf('='))));
        stopsInTime(integration);
    }

    private void probe(Manifest deployment, JsonNode container, String probe, String path) {
        expect(
                deployment,
                probe + " path",
                container.path(probe).at("/httpGet/path").asText(),
                path);
        expect(
                deployment,
                probe + " port",
                container.path(probe).at("/httpGet/port").asText(),
                "http");
    }

    private void stopsInTime(Manifest workload) {
        int grace =
                workload.at("/spec/template/spec/terminationGracePeriodSeconds").asInt();
        if (grace <= KnownSettings.DRAIN_SECONDS) {
            problems.add(workload.where() + ": terminationGracePeriodSeconds " + grace + " is not above the "
                    + KnownSettings.DRAIN_SECONDS + " s that a stop may take");
        }
    }

    /** The restricted Pod Security Standard, and a file system that nobody writes to. */
    private void restricted(Manifest deployment, JsonNode container) {
        JsonNode pod = deployment.at("/spec/template/spec/securityContext");
        JsonNode own = container.path("securityContext");
        expect(deployment, "runAsNonRoot", pod.path("runAsNonRoot").asBoolean(), true);
        expect(deployment, "seccompProfile", pod.at("/seccompProfile/type").asText(), "RuntimeDefault");
        expect(
                deployment,
                "allowPrivilegeEscalation",
                own.path("allowPrivilegeEscalation").asBoolean(true),
                false);
        expect(
                deployment,
                "readOnlyRootFilesystem",
                own.path("readOnlyRootFilesystem").asBoolean(),
                true);
        expect(deployment, "capabilities", Json.texts(own.at("/capabilities/drop")), List.of("ALL"));
        expect(deployment, "memory limit", container.at("/resources/limits").has("memory"), true);
    }

    private void agentsRunOnce(Manifest workload) {
        if (workload.roles().equals("agents")) {
            JsonNode strategy = workload.at("/spec/strategy/type");
            JsonNode trait = workload.at("/spec/traits/deployment/strategy");
            expect(workload, "strategy", strategy.isTextual() ? strategy.asText() : trait.asText(), "Recreate");
            expect(workload, "replicas", workload.at("/spec/replicas").asInt(), 1);
        }
    }

    private void settings() {
        Set<String> given = overlay.properties().stringPropertyNames();
        Set<String> placeholders = overlay.placeholders();
        placeholders.stream()
                .filter(key -> !given.contains(key))
                .forEach(
                        key -> problems.add("application.properties gives no '" + key + "', which a route here needs"));
        given.stream()
                .filter(key -> !KnownSettings.KEYS.contains(key) && !placeholders.contains(key))
                .forEach(key -> problems.add("application.properties: '" + key + "' is no setting"));
        expectText(
                "tributary.http.port",
                overlay.properties().getProperty("tributary.http.port"),
                "" + KnownSettings.PORT);
        if (overlay.workloads().noneMatch(w -> w.body().toString().contains("TRIBUTARY_MONGODB_URI"))) {
            problems.add("no workload gets TRIBUTARY_MONGODB_URI: it would run the embedded server");
        }
    }

    private void variable(Manifest workload, String name) {
        if (!KnownSettings.VARIABLES.contains(name)) {
            problems.add(workload.where() + ": '" + name + "' is no variable that Tributary reads");
        }
    }

    private void everyRoleOnce() {
        overlay.workloads().forEach(workload -> unknownRoles(workload)
                .forEach(role ->
                        problems.add(workload.where() + ": '" + role + "' is no role; known: " + KnownSettings.ROLES)));
        List<String> roles = overlay.workloads().map(Manifest::roles).sorted().toList();
        expectText(
                "roles",
                roles.toString(),
                KnownSettings.ROLES.stream().sorted().toList().toString());
    }

    private static Stream<String> unknownRoles(Manifest workload) {
        return Arrays.stream(workload.roles().split(",", -1)).filter(role -> !KnownSettings.ROLES.contains(role));
    }

    private void oneImage() {
        Set<String> images =
                overlay.workloads().map(ApplicationRules::image).collect(java.util.stream.Collectors.toSet());
        if (images.size() != 1) {
            problems.add("more than one image: " + images.stream().sorted().toList());
        }
        images.stream()
                .filter(image ->
                        !image.matches("[^:@]+(:[0-9]+/[^:@]+)?(:(?!latest$)[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})"))
                .forEach(image -> problems.add("image '" + image + "' needs a fixed tag or digest, never latest"));
    }

    private void expect(Manifest manifest, String what, Object actual, Object expected) {
        if (!expected.equals(actual)) {
            problems.add(manifest.where() + ": " + what + " is '" + actual + "', not '" + expected + "'");
        }
    }

    private void expectText(String what, String actual, String expected) {
        if (!expected.equals(actual)) {
            problems.add(what + " is '" + actual + "', not '" + expected + "'");
        }
    }
}

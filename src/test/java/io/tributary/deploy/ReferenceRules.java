package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one manifest calls by name is there: ConfigMaps, Secrets, their keys, accounts, claims, targets, selected pods. */
final class ReferenceRules {

    /** {@code configmap:name/key@path} or {@code secret:name/key}, as Camel K's traits write it. */
    private static final Pattern TRAIT_SOURCE = Pattern.compile("(configmap|secret):([^/@]+)(?:/([^@]+))?(?:@.+)?");

    private final Overlay overlay;
    private final List<String> problems = new ArrayList<>();

    private ReferenceRules(Overlay overlay) {
        this.overlay = overlay;
    }

    static List<String> problems(Overlay overlay) {
        ReferenceRules rules = new ReferenceRules(overlay);
        overlay.of(Overlay.DEPLOYMENT).forEach(rules::deployment);
        overlay.of(Overlay.INTEGRATION).forEach(rules::integration);
        overlay.of("Service").forEach(service -> rules.selectsPods(service, service.at("/spec/selector")));
        overlay.of("Service").forEach(rules::targetPorts);
        overlay.of("PodDisruptionBudget")
                .forEach(budget -> rules.selectsPods(budget, budget.at("/spec/selector/matchLabels")));
        overlay.scaled().forEach(rules::scaledObject);
        return rules.problems;
    }

    private void deployment(Manifest deployment) {
        JsonNode pod = deployment.at("/spec/template/spec");
        exists(deployment, "ServiceAccount", pod.path("serviceAccountName").asText());
        Json.visit(pod, node -> {
            named(deployment, "ConfigMap", node.path("configMap"), "name");
            named(deployment, "ConfigMap", node.path("configMapRef"), "name");
            named(deployment, "ConfigMap", node.path("configMapKeyRef"), "name");
            named(deployment, "Secret", node.path("secretRef"), "name");
            named(deployment, "Secret", node.path("secretKeyRef"), "name");
            named(deployment, "Secret", node.path("secret"), "secretName");
            named(deployment, "PersistentVolumeClaim", node.path("persistentVolumeClaim"), "claimName");
            if (node.has("mountPath")) {
                mount(deployment, node);
            }
        });
        if (!labels(deployment.at("/spec/selector/matchLabels"), deployment.at("/spec/template/metadata/labels"))) {
            problems.add(deployment.where() + ": the selector does not match its own pods");
        }
    }

    private void named(Manifest user, String kind, JsonNode reference, String field) {
        if (reference.has(field)) {
            String name = reference.path(field).asText();
            exists(user, kind, name);
            key(user, kind, name, reference.path("key").asText());
        }
    }

    private void mount(Manifest deployment, JsonNode mount) {
        JsonNode volume = Json.elements(deployment.at("/spec/template/spec/volumes"))
                .filter(candidate -> candidate.path("name").equals(mount.path("name")))
                .findFirst()
                .orElse(null);
        if (volume == null) {
            problems.add(
                    deployment.where() + ": mounts '" + mount.path("name").asText() + "', which is no volume of it");
        } else {
            key(
                    deployment,
                    "ConfigMap",
                    volume.at("/configMap/name").asText(),
                    mount.path("subPath").asText());
        }
    }

    private void integration(Manifest integration) {
        exists(
                integration,
                "ServiceAccount",
                integration.at("/spec/serviceAccountName").asText());
        JsonNode traits = integration.at("/spec/traits");
        Json.texts(traits.at("/mount/resources")).forEach(source -> traitSource(integration, source));
        Json.texts(traits.at("/mount/configs")).forEach(source -> traitSource(integration, source));
        Json.texts(traits.at("/mount/volumes"))
                .forEach(volume -> exists(integration, "PersistentVolumeClaim", volume.split(":")[0]));
        Json.texts(traits.at("/environment/vars")).stream()
                .map(variable -> variable.substring(variable.indexOf('=') + 1))
                .filter(value -> value.matches("(configmap|secret):.*"))
                .forEach(source -> traitSource(integration, source));
    }

    private void traitSource(Manifest integration, String source) {
        Matcher matcher = TRAIT_SOURCE.matcher(source);
        if (!matcher.matches()) {
            problems.add(integration.where() + ": '" + source + "' is not configmap|secret:name[/key][@path]");
            return;
        }
        String kind = matcher.group(1).equals("secret") ? "Secret" : "ConfigMap";
        exists(integration, kind, matcher.group(2));
        key(integration, kind, matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3));
    }

    private void scaledObject(Manifest scaled) {
        JsonNode target = scaled.at("/spec/scaleTargetRef");
        boolean there = overlay.find(
                        target.path("kind").asText(), target.path("name").asText())
                .filter(workload ->
                        workload.apiVersion().equals(target.path("apiVersion").asText()))
                .isPresent();
        if (!there) {
            problems.add(scaled.where() + ": scales '" + target + "', which is not in this overlay");
        }
        Json.elements(scaled.at("/spec/triggers"))
                .forEach(trigger -> exists(
                        scaled,
                        "TriggerAuthentication",
                        trigger.at("/authenticationRef/name").asText()));
    }

    private void selectsPods(Manifest selecting, JsonNode selector) {
        if (overlay.of(Overlay.DEPLOYMENT)
                .noneMatch(deployment -> labels(selector, deployment.at("/spec/template/metadata/labels")))) {
            problems.add(selecting.where() + ": selects no pod of this overlay: " + selector);
        }
    }

    private void targetPorts(Manifest service) {
        Json.elements(service.at("/spec/ports"))
                .map(port -> port.path("targetPort").asText())
                .filter(name -> overlay.of(Overlay.DEPLOYMENT)
                        .filter(deployment ->
                                labels(service.at("/spec/selector"), deployment.at("/spec/template/metadata/labels")))
                        .noneMatch(deployment -> Json.elements(deployment.at("/spec/template/spec/containers/0/ports"))
                                .anyMatch(port -> port.path("name").asText().equals(name))))
                .forEach(name -> problems.add(service.where() + ": its pods have no port '" + name + "'"));
    }

    private static boolean labels(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.properties().stream().map(Map.Entry::getKey).allMatch(label -> selector.get(label)
                        .equals(labels.get(label)));
    }

    private void exists(Manifest user, String kind, String name) {
        if (overlay.find(kind, name).isEmpty()) {
            problems.add(user.where() + ": there is no " + kind + " '" + name + "'");
        }
    }

    private void key(Manifest user, String kind, String name, String key) {
        overlay.find(kind, name)
                .filter(map -> !key.isEmpty() && !Overlay.keys(map).contains(key))
                .ifPresent(map -> problems.add(user.where() + ": " + kind + " '" + name + "' has no key '" + key
                        + "', only " + Overlay.keys(map).stream().sorted().toList()));
    }
}

package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.record.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** KEDA watches exactly the queues that the definitions give, and shrinks slowly enough for work in flight to end. */
final class ScalingRules {

    private final Overlay overlay;
    private final List<String> problems = new ArrayList<>();

    private ScalingRules(Overlay overlay) {
        this.overlay = overlay;
    }

    static List<String> problems(Overlay overlay, Path transformers) {
        ScalingRules rules = new ScalingRules(overlay);
        if (overlay.scaled().findAny().isPresent()) {
            Names names = new Names(overlay.properties().getProperty("tributary.prefix", ""));
            rules.watches("updater", topicQueues(transformers, names));
            rules.watches("views", viewQueues(transformers, names));
            overlay.scaled().forEach(rules::trigger);
            overlay.scaled().forEach(rules::shrinksSlowly);
            overlay.scaled().forEach(rules::ownsReplicas);
        }
        return rules.problems;
    }

    private static Set<String> topicQueues(Path transformers, Names names) {
        return definitions(transformers.resolve("projections"))
                .map(definition -> names.topicQueue(definition.path("topic").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> viewQueues(Path transformers, Names names) {
        Set<String> queues = new TreeSet<>(Set.of(names.projectionChangesQueue()));
        definitions(transformers.resolve("single-views"))
                .map(definition -> names.viewQueue(definition.path("view").asText()))
                .forEach(queues::add);
        return queues;
    }

    private static Stream<JsonNode> definitions(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> Manifest.read(file).get(0).body())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watches(String role, Set<String> expected) {
        Set<String> watched = overlay.scaled()
                .filter(scaled -> roleOfTarget(scaled).equals(role))
                .flatMap(scaled -> Json.elements(scaled.at("/spec/triggers")))
                .map(trigger -> queue(trigger.at("/metadata/queueURL").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!watched.equals(expected)) {
            problems.add("KEDA watches " + watched + " for the " + role + ", but its queues are " + expected);
        }
    }

    private String roleOfTarget(Manifest scaled) {
        return overlay.find(
                        scaled.at("/spec/scaleTargetRef/kind").asText(),
                        scaled.at("/spec/scaleTargetRef/name").asText())
                .map(Manifest::roles)
                .orElse("");
    }

    private static String queue(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** The region of the trigger, of the address and of the pods are one. */
    private void trigger(Manifest scaled) {
        String region = overlay.properties().getProperty("tributary.sqs.region", "");
        for (JsonNode trigger : scaled.at("/spec/triggers")) {
            String url = trigger.at("/metadata/queueURL").asText();
            String host = URI.create(url).getHost();
            if (!trigger.at("/metadata/awsRegion").asText().equals(region)
                    || !host.equals("sqs." + region + ".amazonaws.com")) {
                problems.add(scaled.where() + ": " + url + " with awsRegion " + trigger.at("/metadata/awsRegion")
                        + " is not in tributary.sqs.region '" + region + "'");
            }
        }
    }

    private void shrinksSlowly(Manifest scaled) {
        JsonNode down = scaled.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown");
        if (down.path("stabilizationWindowSeconds").asInt() < 2 * KnownSettings.DRAIN_SECONDS) {
            problems.add(scaled.where() + ": scaleDown.stabilizationWindowSeconds is below twice the drain time");
        }
        if (scaled.at("/spec/minReplicaCount").asInt()
                > scaled.at("/spec/maxReplicaCount").asInt()) {
            problems.add(scaled.where() + ": minReplicaCount is above maxReplicaCount");
        }
    }

    private void ownsReplicas(Manifest scaled) {
        overlay.find(
                        scaled.at("/spec/scaleTargetRef/kind").asText(),
                        scaled.at("/spec/scaleTargetRef/name").asText())
                .filter(workload -> workload.at("/spec").has("replicas"))
                .ifPresent(workload ->
                        problems.add(workload.where() + ": replicas is KEDA's to set; each apply would set it back"));
    }
}

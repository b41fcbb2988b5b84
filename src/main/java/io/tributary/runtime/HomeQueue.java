package io.tributary.runtime;

import io.tributary.definition.Definitions;
import io.tributary.record.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One queue that a home sends to or reads from.
 *
 * @param name the full name, with the prefix
 * @param of the topic or the view, or the queue's short name where it belongs to neither
 */
public record HomeQueue(String name, Kind kind, String of) {

    /** What its messages hold. */
    public enum Kind {
        TOPIC,
        PROJECTION_CHANGES,
        VIEW,
        SUBSCRIBER
    }

    /** All queues of a home, in the order of the flow. */
    public static List<HomeQueue> of(Definitions definitions, Names names, Settings settings) {
        Map<String, HomeQueue> queues = new LinkedHashMap<>();
        definitions.projections().values().stream()
                .map(projection -> projection.topic())
                .distinct()
                .sorted()
                .forEach(topic -> add(queues, new HomeQueue(names.topicQueue(topic), Kind.TOPIC, topic)));
        if (!definitions.views().isEmpty()) {
            String changes = names.projectionChangesQueue();
            add(queues, new HomeQueue(changes, Kind.PROJECTION_CHANGES, "projection-changes"));
        }
        definitions.views().keySet().stream()
                .sorted()
                .forEach(view -> add(queues, new HomeQueue(names.viewQueue(view), Kind.VIEW, view)));
        for (Setting setting : List.of(Setting.NOTIFY_PROJECTIONS, Setting.NOTIFY_VIEWS)) {
            settings.list(setting)
                    .forEach(queue -> add(queues, new HomeQueue(names.queue(queue), Kind.SUBSCRIBER, queue)));
        }
        return List.copyOf(queues.values());
    }

    private static void add(Map<String, HomeQueue> queues, HomeQueue queue) {
        queues.putIfAbsent(queue.name(), queue);
    }
}

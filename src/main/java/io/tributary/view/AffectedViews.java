package io.tributary.view;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.ProjectionChange;
import io.tributary.queue.Halving;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReceivedMessages;
import io.tributary.queue.SendFailedException;
import io.tributary.queue.TransientFailures;
import io.tributary.record.Key;
import io.tributary.record.MessageFormatException;
import io.tributary.record.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which single views do these changes touch? Takes projection changes, and triggers the building of every base key that they lead to,
 * of the views that read a field which they touch.
 */
public final class AffectedViews {

    /** Keys that are collected, and told once, before they are sent: bounds memory, and saves repeats within a fan-out. */
    private static final int BUFFER = 5_000;

    /** Counter of the base keys that changes triggered, with the tag {@code view}; a key counts once per trigger that names it. */
    public static final String TRIGGERED = "tributary.views.triggered";

    private final Collection<ViewPlan> plans;
    private final WayBack wayBack;
    private final ChangeCodec codec;
    private final ChangePublisher publisher;
    private final MeterRegistry meters;

    public AffectedViews(
            Collection<ViewPlan> plans,
            MongoDatabase database,
            Names names,
            ChangeCodec codec,
            ChangePublisher publisher,
            MeterRegistry meters) {
        this.plans = plans;
        this.wayBack = new WayBack(database, names);
        this.codec = codec;
        this.publisher = publisher;
        this.meters = meters;
    }

    /**
     * Triggers what the received changes touch; returns when the queues have confirmed. A message that is alone, since several failed
     * together, has its changes halved: it fails for those that cannot be followed, and the others are triggered.
     *
     * @throws Exception if the database or a queue fails: then nothing is acknowledged, and all is done again
     */
    public void trigger(ReceivedMessages received) throws Exception {
        Map<String, List<ProjectionChange>> changes = new LinkedHashMap<>();
        Instant since = Instant.MAX;
        for (ReceivedMessage message : received.messages()) {
            try {
                ChangeCodec.Changes decoded = codec.decodeChanges(message.body());
                changes.computeIfAbsent(decoded.source(), source -> new ArrayList<>())
                        .addAll(decoded.changes());
                since = decoded.since().isBefore(since) ? decoded.since() : since;
            } catch (MessageFormatException e) {
                received.fail(message, e);
            }
        }
        if (received.messages().size() > 1) {
            trigger(changes, since);
            return;
        }
        for (Map.Entry<String, List<ProjectionChange>> entry : changes.entrySet()) {
            triggerAlone(received, entry.getKey(), entry.getValue(), since);
        }
    }

    private void triggerAlone(
            ReceivedMessages received, String projection, List<ProjectionChange> changes, Instant since)
            throws Exception {
        List<Map.Entry<ProjectionChange, Exception>> failing = Halving.failing(
                changes, TransientFailures::isTransient, some -> trigger(Map.of(projection, some), since));
        if (!failing.isEmpty()) {
            received.fail(received.messages().get(0), ProjectionChange.failed(projection, failing));
        }
    }

    private void trigger(Map<String, List<ProjectionChange>> changes, Instant since) throws Exception {
        for (ViewPlan plan : plans) {
            Triggers triggers = new Triggers(plan.view().name(), since);
            for (Map.Entry<String, List<ProjectionChange>> entry : changes.entrySet()) {
                for (ViewNode node : plan.nodesOf(entry.getKey())) {
                    List<ProjectionChange> concerning = concerning(node, entry.getValue());
                    if (!concerning.isEmpty()) {
                        wayBack.follow(node, concerning, triggers::add);
                    }
                }
            }
            triggers.send();
        }
    }

    /** Field by field, and place by place: what a view does not read cannot change it. */
    private static List<ProjectionChange> concerning(ViewNode node, List<ProjectionChange> changes) {
        return changes.stream()
                .filter(change -> change.touched().concerns(node.fields()))
                .toList();
    }

    /** Base keys of one view on their way out. */
    private final class Triggers {

        private final String view;
        private final Instant since;
        private final Set<Key> keys = new LinkedHashSet<>();

        Triggers(String view, Instant since) {
            this.view = view;
            this.since = since;
        }

        void add(Collection<Key> found) throws SendFailedException {
            for (Key key : found) {
                keys.add(key);
                if (keys.size() >= BUFFER) {
                    send();
                }
            }
        }

        void send() throws SendFailedException {
            if (!keys.isEmpty()) {
                publisher.trigger(view, since, List.copyOf(keys));
                meters.counter(TRIGGERED, "view", view).increment(keys.size());
                keys.clear();
            }
        }
    }
}

package io.tributary.runtime;

import io.tributary.definition.Definitions;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.queue.Queues;
import io.tributary.queue.SendFailedException;
import io.tributary.queue.SqsCosts;
import io.tributary.queue.SqsSender;
import io.tributary.record.Key;
import io.tributary.record.Names;
import io.tributary.view.ViewVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The queues of a running system, seen by a command: it makes none, takes nothing, and sends triggers where it is told to. */
public final class RunningQueues {

    /** How long the counts of SQS take to agree after the last message was sent, as its documentation says. */
    private static final Duration AMAZON = Duration.ofMinutes(1);

    /** An SQS-compatible server counts its own memory. */
    private static final Duration OTHER = Duration.ofSeconds(1);

    private final Names names;
    private final Queues queues;
    private final ChangePublisher publisher;
    private final Duration settling;
    private final String address;

    public RunningQueues(Definitions definitions, Servers servers, Settings settings) {
        SqsCosts costs = new SqsCosts();
        this.names = new Names(settings.text(Setting.PREFIX));
        this.queues = new Queues(
                servers.sqs(),
                names,
                Wiring.queueSettings(settings.with(Map.of(Setting.QUEUES_CREATE, "false"))),
                costs);
        this.publisher = new ChangePublisher(
                definitions,
                names,
                new ChangeCodec(definitions),
                new SqsSender(servers.sqs(), queues, costs),
                new ChangePublisher.Subscribers(List.of(), List.of()));
        this.address = servers.sqsAddress();
        boolean amazon = settings.find(Setting.SQS_ENDPOINT)
                .map(endpoint -> endpoint.contains("amazonaws.com"))
                .orElse(true);
        this.settling = amazon ? AMAZON : OTHER;
    }

    /**
     * Asks for the queues that building these views needs.
     *
     * @throws ConfigurationException if they cannot be seen: then nothing could be said about what is on its way
     */
    public void reach(List<String> views) {
        List<String> needed =
                new ArrayList<>(views.stream().map(names::viewQueue).toList());
        needed.add(names.projectionChangesQueue());
        for (String queue : needed) {
            try {
                queues.depth(queue);
            } catch (QueueDoesNotExistException e) {
                throw new ConfigurationException(
                        "the queue '" + queue + "' does not exist at " + address + ": either " + Setting.PREFIX.key()
                                + " or " + Setting.SQS_ENDPOINT.key()
                                + " are not those of the running system, or no process with the role views has run yet",
                        e);
            } catch (SdkException e) {
                throw new ConfigurationException(
                        address + " does not tell about the queue '" + queue + "': " + e.getMessage(), e);
            }
        }
    }

    /** Watches what is on its way to a view. */
    QueueWatch watch(ViewVerifier view) {
        List<String> inOrder =
                new ArrayList<>(view.topics().stream().map(names::topicQueue).toList());
        inOrder.add(names.projectionChangesQueue());
        // What has left the queue of a view that this one is made of is a change again.
        view.below().forEach(below -> {
            inOrder.add(names.viewQueue(below));
            inOrder.add(names.projectionChangesQueue());
        });
        inOrder.add(names.viewQueue(view.view()));
        return new QueuesOnTheWay(queues, inOrder, settling, () -> !view.isTriggered());
    }

    /**
     * Triggers the building of a view's keys.
     *
     * @throws IllegalStateException if the queue does not take them
     */
    void trigger(String view, List<Key> keys) {
        try {
            publisher.trigger(view, Instant.now(), keys);
        } catch (SendFailedException e) {
            throw new IllegalStateException("the triggers that repair view " + view + " could not be sent", e);
        }
    }
}

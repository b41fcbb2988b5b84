package io.tributary.runtime;

import com.mongodb.MongoException;
import io.tributary.definition.Definitions;
import io.tributary.definition.Nearest;
import io.tributary.projection.MessageFailures;
import io.tributary.queue.DeadLetters;
import io.tributary.queue.QueueCheck;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.RedrivePolicy;
import io.tributary.queue.Replay;
import io.tributary.queue.SqsCosts;
import io.tributary.queue.SqsSender;
import io.tributary.record.Names;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The dead letters of a running system: which queues have them, why they failed, and the way back. Makes no queue. */
public final class DeadLetterAccess implements AutoCloseable {

    private final Servers servers;
    private final Names names;
    private final List<HomeQueue> homeQueues;
    private final SqsCosts costs = new SqsCosts();
    private final Queues queues;
    private final MessageFailures failures;
    private final QueueMessages messages;
    private final Clock clock = Clock.systemUTC();
    private @Nullable String unknownReasons;

    /**
     * Opens the clients.
     *
     * @throws ConfigurationException if the address of a server is not set
     */
    public DeadLetterAccess(Definitions definitions, Settings settings) {
        this.names = new Names(settings.text(Setting.PREFIX));
        this.homeQueues = HomeQueue.of(definitions, names, settings);
        this.messages = new QueueMessages(definitions, settings, clock);
        this.servers = Servers.running(settings, "dead-letters");
        QueueSettings usual = QueueSettings.DEFAULTS;
        this.queues = new Queues(
                servers.sqs(),
                names,
                new QueueSettings(
                        false, usual.maxReceiveCount(), usual.visibilityTimeout(), usual.waitTime(), usual.retention()),
                costs);
        this.failures = new MessageFailures(
                servers.database().getCollection(names.failuresCollection()),
                settings.duration(Setting.FAILURES_KEEP),
                "dead-letters");
    }

    /** All queues of the home, whether they exist or not. */
    public List<HomeQueue> queues() {
        return homeQueues;
    }

    public QueueMessages messages() {
        return messages;
    }

    /**
     * The queue that a person means: its name with or without the prefix, its topic or view, or its dead-letter queue.
     *
     * @throws ConfigurationException naming the nearest if there is none
     */
    public HomeQueue queue(String name) {
        return homeQueues.stream()
                .filter(queue -> isNamed(queue, name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("'" + name + "' is no queue of this home"
                        + Nearest.hint(
                                name, homeQueues.stream().map(HomeQueue::name).toList())));
    }

    private boolean isNamed(HomeQueue queue, String name) {
        return List.of(queue.name(), queue.of(), names.deadLetterQueue(queue.name()))
                        .contains(name)
                || queue.name().equals(names.prefix() + name);
    }

    /**
     * The dead letters of a queue, which its redrive policy names; where it has none, in the queue that we would have made.
     *
     * @return nothing if the queue does not exist, or has no dead-letter queue
     */
    public Optional<DeadLetters> of(HomeQueue queue) {
        try {
            String deadLetterQueue = queues.redrivePolicy(queue.name())
                    .map(RedrivePolicy::deadLetterQueue)
                    .orElse(names.deadLetterQueue(queue.name()));
            queues.url(deadLetterQueue);
            return Optional.of(new DeadLetters(servers.sqs(), names, costs, queue.name(), deadLetterQueue));
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a queue's policy; nothing of a queue that does not exist. */
    public List<String> warnings(HomeQueue queue) {
        try {
            return new QueueCheck(queues).problems(queue.name());
        } catch (QueueDoesNotExistException e) {
            return List.of();
        }
    }

    /** Why messages failed, by id. Without the database there are no reasons, and {@link #unknownReasons} says so. */
    public Map<String, MessageFailures.History> reasons(HomeQueue queue, Collection<String> ids) {
        if (unknownReasons != null) {
            return Map.of();
        }
        try {
            return failures.of(queue.name(), ids);
        } catch (MongoException e) {
            unknownReasons = servers.mongoAddress() + " does not answer: " + e.getMessage();
            return Map.of();
        }
    }

    /** Why reasons could not be read, or null. */
    public @Nullable String unknownReasons() {
        return unknownReasons;
    }

    /** A replay of messages to their queue. */
    public Replay replay(HomeQueue queue, Predicate<ReceivedMessage> wanted) {
        SqsSender sender = new SqsSender(servers.sqs(), queues, costs);
        return new Replay(queue.name(), wanted, message -> messages.replayed(queue, message), sender, clock.instant());
    }

    @Override
    public void close() {
        servers.close();
    }
}

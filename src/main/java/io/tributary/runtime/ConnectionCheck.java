package io.tributary.runtime;

import io.tributary.definition.Definitions;
import io.tributary.queue.QueueCheck;
import io.tributary.queue.Queues;
import io.tributary.queue.Reasons;
import io.tributary.queue.SqsCosts;
import io.tributary.record.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Tries everything that a home names outside itself: the database, the queues, the systems of record. It makes nothing, takes no
 * message and changes nothing.
 */
public final class ConnectionCheck {

    private final Home home;
    private final Settings settings;
    private final Definitions definitions;

    public ConnectionCheck(Home home, Settings settings, Definitions definitions) {
        this.home = home;
        this.settings = settings;
        this.definitions = definitions;
    }

    /** Tries one after the other; {@code tried} is told of each as soon as its outcome is known. */
    public void run(Consumer<Tried> tried) {
        servers(tried);
        new SourceCheck(home, settings, definitions).run(tried);
    }

    private void servers(Consumer<Tried> tried) {
        boolean mongo = settings.find(Setting.MONGODB_URI).isPresent();
        if (!mongo) {
            tried.accept(Tried.noted("MongoDB", embedded(Setting.MONGODB_URI)));
        }
        try (Servers servers = Servers.ofRunningSystem(settings)) {
            if (mongo) {
                tried.accept(database(servers));
            }
            if (servers.hasSqs()) {
                queues(servers, tried);
            } else {
                tried.accept(Tried.noted("SQS", embedded(Setting.SQS_ENDPOINT)));
            }
        }
    }

    private static String embedded(Setting address) {
        return address.key() + " is not set: a server inside the process is used, for trying out";
    }

    private static Tried database(Servers servers) {
        String what = "MongoDB at " + servers.mongoAddress();
        try {
            servers.database().runCommand(new Document("ping", 1));
            servers.database().listCollectionNames().first();
            Document build = servers.database().runCommand(new Document("buildInfo", 1));
            return Tried.well(
                    what,
                    "answers, version " + build.getString("version") + ", database "
                            + servers.database().getName());
        } catch (RuntimeException e) {
            return Tried.wrong(what, Reasons.of(e) + "; check " + Setting.MONGODB_URI.key() + " and its user's rights");
        }
    }

    private void queues(Servers servers, Consumer<Tried> tried) {
        Names names = new Names(settings.text(Setting.PREFIX));
        Queues queues = new Queues(
                servers.sqs(),
                names,
                Wiring.queueSettings(settings.with(Map.of(Setting.QUEUES_CREATE, "false"))),
                new SqsCosts());
        for (String queue : needed(names)) {
            String what = "queue " + queue + " at " + servers.sqsAddress();
            try {
                long messages = queues.depth(queue).waiting();
                List<String> problems = new QueueCheck(queues).problems(queue);
                tried.accept(
                        problems.isEmpty()
                                ? Tried.well(what, String.format("is there, %,d messages are waiting", messages))
                                : Tried.wrong(what, problems));
            } catch (QueueDoesNotExistException e) {
                tried.accept(missing(what));
            } catch (SdkException e) {
                tried.accept(Tried.wrong(
                        what,
                        Reasons.of(e) + "; check " + Setting.SQS_ENDPOINT.key() + ", " + Setting.SQS_REGION.key()
                                + " and the rights of the credentials"));
                // Every further queue would say the same after the same wait.
                return;
            }
        }
    }

    private Tried missing(String what) {
        return settings.flag(Setting.QUEUES_CREATE)
                ? Tried.noted(what, "does not exist yet; it is made when it is first used")
                : Tried.wrong(what, "does not exist; make it, or set " + Setting.QUEUES_CREATE.key() + "=true");
    }

    private Set<String> needed(Names names) {
        Set<String> needed = new LinkedHashSet<>();
        definitions.projections().values().forEach(projection -> needed.add(names.topicQueue(projection.topic())));
        needed.add(names.projectionChangesQueue());
        definitions.views().keySet().forEach(view -> needed.add(names.viewQueue(view)));
        List<String> subscribers = new ArrayList<>(settings.list(Setting.NOTIFY_PROJECTIONS));
        subscribers.addAll(settings.list(Setting.NOTIFY_VIEWS));
        subscribers.forEach(queue -> needed.add(names.queue(queue)));
        return needed;
    }
}

package io.tributary.simulation;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tributary.projection.BatchAccounts;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.ProjectionUpdater;
import io.tributary.projection.ProjectionWriter;
import io.tributary.projection.RejectedRecords;
import io.tributary.queue.OneReceive;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsCosts;
import io.tributary.queue.TransientFailures;
import io.tributary.record.Names;
import io.tributary.view.AffectedViews;
import io.tributary.view.Crew;
import io.tributary.view.TriggeredBuilds;
import io.tributary.view.ViewBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** The production classes, wired as in production, over a simulated database and simulated queues. */
final class Pipeline {

    static final Names NAMES = new Names("");
    private static final Duration KEEP = Duration.ofDays(15);
    private static final MeterRegistry METERS = new CompositeMeterRegistry();
    private static final int MOST_DOCUMENTS = 6;
    private static final Runnable NO_INDEXES = () -> {};

    private final World world;
    private final MongoDatabase database;
    private final SimulatedClock clock;
    private final OneReceive consumer;
    private final ChangePublisher publisher;
    private final BatchAccounts accounts;
    private final Map<String, OneReceive.Route> routes = new LinkedHashMap<>();
    private int born;

    Pipeline(World world, MongoDatabase database, SimulatedQueues sqs, SimulatedClock clock, int gather) {
        this.world = world;
        this.database = database;
        this.clock = clock;
        SqsCosts costs = new SqsCosts();
        Queues queues = new Queues(sqs, NAMES, QueueSettings.DEFAULTS, costs);
        this.consumer = new OneReceive(sqs, queues, costs, 10, gather);
        this.publisher = new ChangePublisher(
                world.definitions,
                NAMES,
                world.codec,
                consumer.sender(),
                new ChangePublisher.Subscribers(List.of(), List.of()));
        this.accounts = new BatchAccounts(collection(NAMES.batchesCollection()), METERS, clock);
        world.topics.forEach(topic -> routes.put(NAMES.topicQueue(topic), updater(topic)));
        AffectedViews affected =
                new AffectedViews(world.plans.values(), database, NAMES, world.codec, publisher, METERS);
        routes.put(NAMES.projectionChangesQueue(), affected::trigger);
        world.plans.keySet().forEach(view -> routes.put(NAMES.viewQueue(view), builder(view)::build));
    }

    /** A process that takes messages of this queue. */
    Task process(String queue) {
        Task[] task = new Task[1];
        OneReceive.Life life = consumer.worker(queue, messages -> {
            task[0].delivered = true;
            routes.get(queue).take(messages);
        });
        task[0] = new Task(queue + "#" + ++born, life::run, life::end);
        return task[0];
    }

    /** The steps of the route projection-updater. */
    private OneReceive.Route updater(String topic) {
        ProjectionUpdater updater = new ProjectionUpdater(
                topic,
                world.definitions.ofTopic(topic).stream()
                        .map(projection -> target(projection.name()))
                        .toList(),
                SentBatch.CODEC,
                new RejectedRecords(collection(NAMES.rejectedCollection()), clock),
                accounts,
                publisher);
        return messages -> updater.notifyChanges(updater.write(updater.cast(updater.decode(messages))));
    }

    private ProjectionUpdater.Target target(String projection) {
        return new ProjectionUpdater.Target(
                world.layouts.get(projection),
                world.casters.get(projection),
                new ProjectionWriter(
                        world.layouts.get(projection), database, NAMES.collection(projection), KEEP, clock),
                NO_INDEXES);
    }

    private TriggeredBuilds builder(String view) {
        return new TriggeredBuilds(
                view,
                new ViewBuilder(world.plans.get(view), database, NAMES, MOST_DOCUMENTS, KEEP, clock),
                world.codec,
                publisher,
                NO_INDEXES,
                new TransientFailures(),
                3,
                Crew.nobody(),
                METERS,
                clock);
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}

package io.tributary.runtime;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.agent.AgentBeans;
import io.tributary.agent.AgentProgress;
import io.tributary.agent.AgentServices;
import io.tributary.agent.BatchLimits;
import io.tributary.agent.MongoCheckpointStore;
import io.tributary.agent.RejectedLimit;
import io.tributary.agent.RejectedRows;
import io.tributary.api.ReadApi;
import io.tributary.cast.CastFunction;
import io.tributary.cast.Caster;
import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.projection.BatchAccounts;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.Indexes;
import io.tributary.projection.MessageFailures;
import io.tributary.projection.ProjectionLayout;
import io.tributary.projection.ProjectionUpdater;
import io.tributary.projection.ProjectionWriter;
import io.tributary.projection.RejectedArchive;
import io.tributary.projection.RejectedFilter;
import io.tributary.projection.RejectedRecords;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsBatchComponent;
import io.tributary.queue.SqsCosts;
import io.tributary.queue.SqsSender;
import io.tributary.queue.TransientFailures;
import io.tributary.record.Names;
import io.tributary.record.RecordBatchCodec;
import io.tributary.view.AffectedViews;
import io.tributary.view.Crew;
import io.tributary.view.NewViews;
import io.tributary.view.TriggeredBuilds;
import io.tributary.view.ViewBuilder;
import io.tributary.view.ViewFunction;
import io.tributary.view.ViewPlan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.bson.Document;

/** Puts the parts of one process together: beans for the routes, and for each definition an instance of its route template. */
final class Wiring {

    private final Settings settings;
    private final Definitions definitions;
    private final Map<String, CastFunction> casts;
    private final Map<String, ViewFunction> functions;
    private final MongoDatabase database;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();
    private final Names names;
    private final SqsCosts costs = new SqsCosts();
    private final Queues queues;
    private final SqsSender sender;
    private final RecordBatchCodec recordCodec;
    private final ChangeCodec changeCodec;
    private final ChangePublisher publisher;
    private final BatchAccounts accounts;
    private final Servers servers;
    private final Duration keep;

    Wiring(
            Settings settings,
            Definitions definitions,
            Map<String, CastFunction> casts,
            Map<String, ViewFunction> functions,
            Servers servers,
            MeterRegistry meters) {
        this.settings = settings;
        this.definitions = definitions;
        this.casts = casts;
        this.functions = functions;
        this.servers = servers;
        this.database = servers.database();
        this.meters = meters;
        this.keep = settings.duration(Setting.KEEP);
        this.names = new Names(settings.text(Setting.PREFIX));
        this.queues = new Queues(servers.sqs(), names, queueSettings(settings), costs);
        this.sender = new SqsSender(servers.sqs(), queues, costs);
        this.recordCodec = new RecordBatchCodec(settings.number(Setting.MESSAGES_MAX_BYTES));
        this.changeCodec = new ChangeCodec(definitions);
        this.publisher = new ChangePublisher(
                definitions,
                names,
                changeCodec,
                sender,
                new ChangePublisher.Subscribers(
                        settings.list(Setting.NOTIFY_PROJECTIONS), settings.list(Setting.NOTIFY_VIEWS)));
        this.accounts = new BatchAccounts(collection(names.batchesCollection()), meters, clock);
    }

    Names names() {
        return names;
    }

    Queues queues() {
        return queues;
    }

    SqsCosts costs() {
        return costs;
    }

    BatchAccounts accounts() {
        return accounts;
    }

    /** Makes the views that were added or changed in a home with data; see there for when to run it. */
    NewViews newViews() {
        return new NewViews(definitions, database, names, publisher, keep, clock);
    }

    /** Binds everything that routes of these roles refer to. */
    void bindTo(Registry registry, Set<Role> roles, AgentProgress progress) {
        registry.bind(
                "sqs-batch", new SqsBatchComponent(servers.sqs(), queues, costs, new TransientFailures(), failures()));
        if (roles.contains(Role.AGENTS)) {
            bindAgents(registry, progress);
        }
        if (roles.contains(Role.UPDATER)) {
            topics().forEach(topic -> registry.bind("updater:" + topic, updater(topic)));
        }
        if (roles.contains(Role.VIEWS)) {
            bindViews(registry);
        }
        if (roles.contains(Role.API)) {
            registry.bind("readApi", new ReadApi(database, definitions, names));
        }
    }

    /** One route per topic and per view, from the templates in {@code routes/}. */
    RouteBuilder routes(Set<Role> roles) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (roles.contains(Role.UPDATER)) {
                    topics().forEach(topic -> templatedRoute("projection-updater")
                            .routeId("projection-updater-" + topic)
                            .parameter("topic", topic)
                            .parameter("queue", names.topicQueue(topic))
                            .parameter("consumers", settings.text(Setting.UPDATER_CONSUMERS))
                            .parameter("gather", settings.text(Setting.UPDATER_GATHER))
                            .parameter("pace", millis(Setting.QUEUES_PACE)));
                }
                if (roles.contains(Role.VIEWS) && !definitions.views().isEmpty()) {
                    templatedRoute("affected-views")
                            .routeId("affected-views")
                            .parameter("queue", names.projectionChangesQueue())
                            .parameter("consumers", settings.text(Setting.VIEWS_CONSUMERS))
                            .parameter("gather", settings.text(Setting.VIEWS_GATHER))
                            .parameter("pace", millis(Setting.QUEUES_PACE));
                    definitions.views().keySet().forEach(view -> templatedRoute("view-builder")
                            .routeId("view-builder-" + view)
                            .parameter("view", view)
                            .parameter("queue", names.viewQueue(view))
                            .parameter("consumers", settings.text(Setting.VIEWS_CONSUMERS))
                            .parameter("gather", settings.text(Setting.VIEWS_GATHER))
                            .parameter("pace", millis(Setting.VIEWS_PACE)));
                }
            }
        };
    }

    private String millis(Setting duration) {
        return String.valueOf(settings.duration(duration).toMillis());
    }

    Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        definitions.projections().values().forEach(projection -> topics.add(projection.topic()));
        return topics;
    }

    private void bindAgents(Registry registry, AgentProgress progress) {
        new AgentBeans(new AgentServices(
                        new MongoCheckpointStore(database, names),
                        sender,
                        names,
                        recordCodec,
                        new BatchLimits(
                                settings.number(Setting.BATCH_MAX_RECORDS),
                                settings.number(Setting.BATCH_MAX_BYTES),
                                settings.duration(Setting.BATCH_MAX_WAIT)),
                        meters,
                        clock,
                        progress,
                        new RejectedLimit(rejectedRows(), settings.number(Setting.AGENTS_MAX_REJECTED))))
                .bindTo(registry);
    }

    private MessageFailures failures() {
        return new MessageFailures(
                collection(names.failuresCollection()),
                settings.duration(Setting.FAILURES_KEEP),
                ProcessName.of(settings.text(Setting.ROLES)));
    }

    private RejectedRows rejectedRows() {
        RejectedArchive archive = new RejectedArchive(collection(names.rejectedCollection()), clock);
        return new RejectedRows() {
            @Override
            public int count(String agent, int most) {
                return archive.count(RejectedFilter.ofSource(agent), most);
            }

            @Override
            public List<String> reasons(String agent, int most) {
                return archive.reasons(agent, most);
            }
        };
    }

    private ProjectionUpdater updater(String topic) {
        Runnable books = new Indexes(collection(names.batchesCollection()), List.of(), "bookedAt", keep);
        Runnable rejected = RejectedRecords.indexes(
                collection(names.rejectedCollection()), settings.duration(Setting.REJECTED_KEEP));
        return new ProjectionUpdater(
                topic,
                definitions.ofTopic(topic).stream()
                        .map(projection -> target(projection, () -> {
                            books.run();
                            rejected.run();
                        }))
                        .toList(),
                recordCodec,
                new RejectedRecords(collection(names.rejectedCollection()), clock),
                accounts,
                publisher);
    }

    private ProjectionUpdater.Target target(ProjectionDefinition projection, Runnable books) {
        ProjectionLayout layout = ProjectionLayout.of(definitions, projection.name());
        String collection = names.collection(projection.name());
        Runnable indexes = Indexes.ofProjection(layout, collection(collection), keep);
        return new ProjectionUpdater.Target(
                layout,
                new Caster(projection, casts),
                new ProjectionWriter(layout, database, collection, keep, clock),
                () -> {
                    books.run();
                    indexes.run();
                });
    }

    private void bindViews(Registry registry) {
        Map<String, ViewPlan> plans = ViewPlan.all(definitions, functions);
        registry.bind(
                "affectedViews", new AffectedViews(plans.values(), database, names, changeCodec, publisher, meters));
        // The thread that has the round is one of the builders.
        Crew crew = Crew.of(settings.number(Setting.VIEWS_CONSUMERS) - 1);
        int maxDocuments = settings.number(Setting.VIEWS_MAX_DOCUMENTS);
        plans.forEach((view, plan) -> registry.bind(
                "builder:" + view,
                new TriggeredBuilds(
                        view,
                        new ViewBuilder(plan, database, names, maxDocuments, keep, clock),
                        changeCodec,
                        publisher,
                        Indexes.ofReferences(plan.references(), collection(names.collection(view)), keep),
                        new TransientFailures(),
                        settings.number(Setting.VIEWS_CHUNK),
                        crew,
                        meters,
                        clock)));
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    static QueueSettings queueSettings(Settings settings) {
        return new QueueSettings(
                settings.flag(Setting.QUEUES_CREATE),
                settings.number(Setting.QUEUES_MAX_RECEIVE_COUNT),
                settings.duration(Setting.QUEUES_VISIBILITY_TIMEOUT),
                settings.duration(Setting.QUEUES_WAIT_TIME),
                QueueSettings.DEFAULTS.retention());
    }
}

package io.tributary.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.agent.AgentProgress;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.DefinitionMarkers;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsCosts;
import io.tributary.queue.SqsSender;
import io.tributary.record.Key;
import io.tributary.record.Names;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A company in a database of its own, as the projections that Tributary's process has filled, and the queues of that process. */
final class CustomerSite implements AutoCloseable {

    /** The home that runs: the company's projections and the one view. */
    static final Path HOME = Path.of("src", "test", "resources", "benchmark", "customers");

    static final String BUILDER_ROUTE = "view-builder-" + CustomerView.NAME;
    private static final String AFFECTED_ROUTE = "affected-views";
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final String id;
    private final TpchCompany company;
    private final MongoClient mongo;
    private final SqsClient sqs;
    private final Names names;
    private final Queues queues;
    private final SqsSender sender;
    private final ItemChanges changes = new ItemChanges();
    private @Nullable PlainCompany plain;
    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);

    /** Fills the database; that takes as long as Tributary's updater needs for the company. */
    CustomerSite(Engines engines, String id, TpchCompany company) throws Exception {
        this.id = id;
        this.company = company;
        this.mongo = engines.mongo();
        this.sqs = engines.sqs();
        this.names = new Names(id + "-");
        QueueSettings made =
                new QueueSettings(true, 5, Duration.ofSeconds(60), Lane.WAIT_TIME, QueueSettings.DEFAULTS.retention());
        this.queues = new Queues(sqs, names, made, new SqsCosts());
        this.sender = new SqsSender(sqs, queues, new SqsCosts());
        settings.put(Setting.MONGODB_URI, engines.mongoUri());
        settings.put(Setting.MONGODB_DATABASE, database().getName());
        settings.put(Setting.SQS_ENDPOINT, engines.sqsEndpoint().toString());
        settings.put(Setting.PREFIX, names.prefix());
        settings.put(Setting.QUEUES_WAIT_TIME, Lane.WAIT_TIME.toSeconds() + "s");
        settings.put(Setting.HTTP_HOST, "127.0.0.1");
        settings.put(Setting.HTTP_PORT, "0");
        fill();
    }

    /** The affected views are looked for when all is there: otherwise each view would be built many times over. */
    private void fill() throws Exception {
        try (TributaryProcess process = start("updater,views")) {
            // A view that is new would be built as a whole once more.
            DefinitionMarkers markers = new DefinitionMarkers(database().getCollection(names.markersCollection()));
            await(() -> markers.fingerprint(CustomerView.NAME).isPresent());
            hold(process, AFFECTED_ROUTE);
            for (CompanyTable table : CompanyTable.values()) {
                RecordFeed feed = feed(table);
                feed.sendAll(table.rows(company).map(CompanyTable::published));
                awaitEmpty(feed.queue());
            }
            dropNotifications();
        }
    }

    /** Forgets what was told of changes and has not been taken in. */
    void dropNotifications() {
        sqs.purgeQueue(request -> request.queueUrl(queues.url(names.projectionChangesQueue())));
    }

    /** Starts a process of these roles as users run it, on this site. */
    TributaryProcess start(String roles) throws Exception {
        awaitAbandonedReceives();
        return TributaryProcess.start(
                Home.of(HOME), Settings.of(HOME).with(settings).with(Map.of(Setting.ROLES, roles)), AgentProgress.NONE);
    }

    /** Starts a process of these roles in a JVM of its own, on this site. */
    RoleJvm startJvm(String roles, String heap) throws Exception {
        awaitAbandonedReceives();
        return RoleJvm.start(HOME, settings, roles, heap);
    }

    /** Stops a route; returns when none of its receives is under way. */
    static void hold(TributaryProcess process, String route) throws Exception {
        process.camel().getRouteController().stopRoute(route);
        awaitAbandonedReceives();
    }

    /** A receive that waits cannot be broken off; what it still took would be hidden for a minute. */
    static void awaitAbandonedReceives() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Lane.WAIT_TIME.toMillis() + 1_000);
    }

    /** Puts triggers of the view on a queue, in messages as Tributary packs them. */
    void trigger(String queue, Collection<Long> customers) throws Exception {
        ChangePublisher publisher = new ChangePublisher(
                Home.of(HOME).definitions(),
                names,
                new ChangeCodec(Home.of(HOME).definitions()),
                // The publisher knows one queue for a view, and other contestants have queues of their own.
                (ignored, bodies) -> sender.send(queue, bodies),
                new ChangePublisher.Subscribers(List.of(), List.of()));
        List<Key> keys = new ArrayList<>();
        customers.forEach(customer -> keys.add(Key.of(customer)));
        publisher.trigger(CustomerView.NAME, Instant.now(), keys);
    }

    /** Puts records of a table on the queue of its topic. */
    RecordFeed feed(CompanyTable table) {
        return new RecordFeed(sender, names.topicQueue(table.topic()), table.topic(), table.columns());
    }

    /** Builds all views where none is there, by the process that runs. */
    void buildMissing() throws Exception {
        if (views().estimatedDocumentCount() < company.customers().size()) {
            trigger(names.viewQueue(CustomerView.NAME), company.customers().keySet());
        }
        awaitIdle();
    }

    /** Waits until nothing is left to do for the process that runs: the queues in the order of the flow. */
    void awaitIdle() throws InterruptedException {
        awaitEmpty(
                names.topicQueue(CompanyTable.ITEMS.topic()),
                names.topicQueue(CompanyTable.NATIONS.topic()),
                names.projectionChangesQueue(),
                names.viewQueue(CustomerView.NAME));
    }

    /**
     * Compares all views with what they have to be after the changes.
     *
     * @throws IllegalStateException if one is another
     */
    void verify() {
        RebuildTrial.verify(company, views(), List.copyOf(company.customers().keySet()), changes.last());
    }

    void awaitEmpty(String... waiting) throws InterruptedException {
        for (String queue : waiting) {
            await(() -> queues.depth(queue).total() == 0);
        }
    }

    static void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not done within " + LONGEST.toMinutes() + " minutes");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    TpchCompany company() {
        return company;
    }

    /** The changes that were made here. */
    ItemChanges changes() {
        return changes;
    }

    Names names() {
        return names;
    }

    Queues queues() {
        return queues;
    }

    SqsClient sqs() {
        return sqs;
    }

    MongoDatabase database() {
        return mongo.getDatabase("tributary_bench_" + id);
    }

    /** The same company as plain collections, filled when the first contestant asks for it. */
    PlainCompany plain() {
        if (plain == null) {
            plain = new PlainCompany(mongo.getDatabase(database().getName() + "_plain")).fill(company);
        }
        return plain;
    }

    /** The views that Tributary's process writes. */
    MongoCollection<Document> views() {
        return database().getCollection(names.collection(CustomerView.NAME));
    }

    @Override
    public void close() throws InterruptedException {
        database().drop();
        if (plain != null) {
            plain.database().drop();
        }
        awaitAbandonedReceives();
        sqs.listQueues(r -> r.queueNamePrefix(id)).queueUrls().forEach(url -> sqs.deleteQueue(r -> r.queueUrl(url)));
        mongo.close();
        sqs.close();
    }
}

package io.tributary.pipeline;

import com.mongodb.client.MongoDatabase;
import io.tributary.agent.AgentProgress;
import io.tributary.command.Pipeline;
import io.tributary.definition.Definitions;
import io.tributary.projection.Account;
import io.tributary.projection.BatchAccounts;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsCosts;
import io.tributary.record.Names;
import io.tributary.runtime.Home;
import io.tributary.runtime.Servers;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A home on a database and queues of its own, run by any number of processes, and what a test sees of it from outside: it has
 * clients of its own, so that a process can lose its servers and the test keeps them.
 */
final class Deployment implements AutoCloseable {

    private final Home home;
    private final Definitions definitions;
    private final Settings settings;
    private final Servers servers;
    private final Names names;
    private final Queues queues;
    private final Deque<AutoCloseable> processes = new ArrayDeque<>();
    private int children;

    Deployment(Home home, Engines engines, Map<Setting, String> more) throws Exception {
        String id = UUID.randomUUID().toString().substring(0, 8);
        Map<Setting, String> ours = new EnumMap<>(Setting.class);
        ours.put(Setting.MONGODB_URI, engines.mongoUri());
        ours.put(Setting.MONGODB_DATABASE, "tributary_test_" + id);
        ours.put(Setting.SQS_ENDPOINT, engines.sqsEndpoint());
        ours.put(Setting.PREFIX, "t" + id + "-");
        ours.put(Setting.HTTP_HOST, "127.0.0.1");
        ours.put(Setting.HTTP_PORT, "0");
        ours.put(Setting.QUEUES_WAIT_TIME, "1s");
        ours.put(Setting.QUEUES_VISIBILITY_TIMEOUT, "6s");
        ours.put(Setting.BATCH_MAX_WAIT, "200ms");
        ours.putAll(more);
        this.home = home;
        this.definitions = home.definitions();
        this.settings = Settings.of(home.dir()).with(ours);
        this.servers = new Servers(settings);
        this.names = new Names(settings.text(Setting.PREFIX));
        this.queues = new Queues(servers.sqs(), names, queueSettings(settings), new SqsCosts());
    }

    private static QueueSettings queueSettings(Settings settings) {
        return new QueueSettings(
                true,
                settings.number(Setting.QUEUES_MAX_RECEIVE_COUNT),
                settings.duration(Setting.QUEUES_VISIBILITY_TIMEOUT),
                settings.duration(Setting.QUEUES_WAIT_TIME),
                Duration.ofDays(14));
    }

    /** Starts a process in this JVM; it ends with the deployment, or before. */
    TributaryProcess start(String roles) throws Exception {
        return start(roles, Map.of());
    }

    TributaryProcess start(String roles, Map<Setting, String> more) throws Exception {
        Map<Setting, String> own = new EnumMap<>(Setting.class);
        own.putAll(more);
        own.put(Setting.ROLES, roles);
        TributaryProcess process = TributaryProcess.start(home, settings.with(own), AgentProgress.NONE);
        processes.push(process);
        return process;
    }

    /** Starts a process in a JVM of its own, for those that have to be killed. */
    ChildProcess startChild(String roles) throws IOException {
        Path log = home.dir().resolveSibling("child-" + ++children + ".log");
        ChildProcess child = ChildProcess.start(home.dir(), settings.with(Map.of(Setting.ROLES, roles)), log);
        processes.push(child);
        return child;
    }

    void stop(AutoCloseable process) throws Exception {
        processes.remove(process);
        process.close();
    }

    Definitions definitions() {
        return definitions;
    }

    Settings settings() {
        return settings;
    }

    MongoDatabase database() {
        return servers.database();
    }

    Names names() {
        return names;
    }

    Queues queues() {
        return queues;
    }

    SqsClient sqs() {
        return servers.sqs();
    }

    List<Document> documents(String projectionOrView) {
        return database()
                .getCollection(names.collection(projectionOrView))
                .find()
                .into(new ArrayList<>());
    }

    /** Per topic, what became of all rows that were ever taken in. */
    Map<String, Account> accounts() {
        Map<String, Account> accounts = new TreeMap<>();
        new BatchAccounts(
                        database().getCollection(names.batchesCollection()),
                        new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
                        Clock.systemUTC())
                .totals()
                .forEach((topic, projections) ->
                        projections.values().forEach(account -> accounts.merge(topic, account, Account::plus)));
        return accounts;
    }

    long rowsTakenIn() {
        return accounts().values().stream().mapToLong(Account::rows).sum();
    }

    Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        definitions.projections().values().forEach(projection -> topics.add(projection.topic()));
        return topics;
    }

    /** Waits until no queue holds a message, waiting or in flight. */
    void awaitIdle() throws InterruptedException {
        Pipeline.awaitIdle(queues, Pipeline.queues(names, definitions));
    }

    /** Messages in all topic queues, waiting or in flight. */
    long topicMessages() {
        return topics().stream()
                .mapToLong(topic -> queues.depth(names.topicQueue(topic)).total())
                .sum();
    }

    /** Messages in all dead-letter queues. */
    long deadLetters() {
        return Pipeline.queues(names, definitions).stream()
                .mapToLong(queue -> deadLetters(queue))
                .sum();
    }

    long deadLetters(String queue) {
        return queues.depth(queues.deadLetterQueue(queue)).total();
    }

    void send(String topic, String body) {
        String url = queues.url(names.topicQueue(topic));
        servers.sqs().sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    /** Takes all messages off a topic's queue; returns their bodies in the order in which they came. */
    List<String> takeAll(String topic) {
        SqsClient sqs = servers.sqs();
        String queue = names.topicQueue(topic);
        String url = queues.url(queue);
        List<String> bodies = new ArrayList<>();
        while (queues.depth(queue).total() > 0) {
            List<Message> received = sqs.receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages();
            for (Message message : received) {
                bodies.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
        return bodies;
    }

    /** Stops its processes and removes its database and queues. */
    @Override
    public void close() throws Exception {
        try {
            while (!processes.isEmpty()) {
                processes.pop().close();
            }
        } finally {
            database().drop();
            SqsClient sqs = servers.sqs();
            sqs.listQueues(request -> request.queueNamePrefix(names.prefix()))
                    .queueUrls()
                    .forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
            servers.close();
        }
    }
}

package io.tributary.bounds;

import com.mongodb.client.MongoDatabase;
import io.tributary.queue.QueueSettings;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsCosts;
import io.tributary.record.Names;
import io.tributary.runtime.Servers;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where one bound is tried: a home, a database and queues of its own on servers that others use, too. Gone when it is closed. */
final class Site implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofHours(2);

    private final Engines engines;
    private final String heap;
    private final Path folder;
    private final Settings settings;
    private final Servers clients;
    private final Names names;
    private final Queues queues;
    private final Deque<RoleProcess> processes = new ArrayDeque<>();
    private final Map<String, GcLog.Peak> heaps = new LinkedHashMap<>();
    private boolean kept;

    /**
     * A site.
     *
     * @param heap of the processes that are measured, as {@code -Xmx} takes it
     */
    Site(Engines engines, Path parent, String heap) throws IOException {
        String id = UUID.randomUUID().toString().substring(0, 8);
        this.engines = engines;
        this.heap = heap;
        this.folder = Files.createDirectories(parent.resolve("site-" + id));
        Map<Setting, String> ours = new EnumMap<>(Setting.class);
        ours.put(Setting.MONGODB_URI, engines.mongo());
        ours.put(Setting.MONGODB_DATABASE, "tributary_bounds_" + id);
        ours.put(Setting.SQS_ENDPOINT, engines.sqs());
        ours.put(Setting.PREFIX, "b" + id + "-");
        ours.put(Setting.HTTP_HOST, "127.0.0.1");
        ours.put(Setting.HTTP_PORT, "0");
        ours.put(Setting.QUEUES_WAIT_TIME, "2s");
        ours.put(Setting.QUEUES_MAX_RECEIVE_COUNT, "2");
        this.settings = Settings.of(folder).with(ours);
        this.clients = new Servers(settings);
        this.names = new Names(settings.text(Setting.PREFIX));
        QueueSettings made = new QueueSettings(
                true,
                settings.number(Setting.QUEUES_MAX_RECEIVE_COUNT),
                settings.duration(Setting.QUEUES_VISIBILITY_TIMEOUT),
                settings.duration(Setting.QUEUES_WAIT_TIME),
                QueueSettings.DEFAULTS.retention());
        this.queues = new Queues(clients.sqs(), names, made, new SqsCosts());
        for (Map.Entry<Setting, String> setting : ours.entrySet()) {
            property(setting.getKey().key(), setting.getValue());
        }
    }

    /** A line more in the home's {@code application.properties}. */
    void property(String key, String value) throws IOException {
        Path file = folder.resolve("home/application.properties");
        Files.createDirectories(file.getParent());
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + key + "=" + value + "\n");
    }

    /** A file of the home. */
    void home(String path, String text) throws IOException {
        Path file = folder.resolve("home").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Path folder() {
        return folder;
    }

    /** Starts a process of one role, the one that is measured. */
    RoleProcess start(String role) throws IOException {
        RoleProcess process = RoleProcess.start(folder.resolve("home"), role, heap);
        processes.push(process);
        return process;
    }

    /** Waits, and fails at once when a measured process has ended. */
    void await(String what, Callable<Boolean> done) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    for (RoleProcess process : processes) {
                        process.requireAlive();
                    }
                    return done.call();
                });
    }

    /** Waits until all work is done: the queues in the order of the flow, each empty, and no dead letter behind them. */
    void awaitEmpty(String... queues) {
        await("the queues are empty", () -> {
            for (String queue : queues) {
                if (messages(queue) > 0) {
                    return false;
                }
            }
            return true;
        });
    }

    void requireNoDeadLetters(String queue) {
        long dead = messages(names.deadLetterQueue(queue));
        if (dead > 0) {
            throw new AssertionError(dead + " messages of queue " + queue + " became dead letters");
        }
    }

    /** Stops the processes, and notes how much heap they used. */
    Map<String, GcLog.Peak> stop() throws Exception {
        while (!processes.isEmpty()) {
            RoleProcess process = processes.pop();
            process.requireAlive();
            process.close();
            heaps.merge(process.role(), process.heap(), GcLog.Peak::max);
        }
        return heaps;
    }

    SqsClient sqs() {
        return clients.sqs();
    }

    MongoDatabase database() {
        return clients.database();
    }

    Names names() {
        return names;
    }

    Queues queues() {
        return queues;
    }

    /** The JDBC address of the tables. */
    String tables() {
        return engines.tables(folder.getFileName() + "/tables");
    }

    /** Messages in a queue, waiting or in flight. */
    long messages(String queue) {
        return queues.depth(queue).total();
    }

    /** Leaves the home and what the processes printed where they are, and says where. */
    Path keep() {
        kept = true;
        return folder;
    }

    @Override
    public void close() throws Exception {
        try {
            while (!processes.isEmpty()) {
                processes.pop().close();
            }
            database().drop();
            sqs().listQueues(request -> request.queueNamePrefix(names.prefix()))
                    .queueUrls()
                    .forEach(url -> sqs().deleteQueue(request -> request.queueUrl(url)));
        } finally {
            clients.close();
            if (!kept) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

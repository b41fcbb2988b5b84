package io.tributary.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.runtime.MongoCosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What one run of one contestant has to itself: a database, a prefix for queues, a folder, clients. Removed at the end. */
final class Lane implements AutoCloseable {

    /** How long a receive waits for messages, with every contestant; it bounds how long a consumer takes to stop. */
    static final Duration WAIT_TIME = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final QueueAttributeName[] DEPTH = {
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED
    };

    private final Engines engines;
    private final String id;
    private final Path folder;
    private final MongoCosts mongoCosts = new MongoCosts();
    private final MongoClient mongo;
    private final MongoClient outside;
    private final SqsClient sqs;

    /**
     * Opens a lane.
     *
     * @param id letters, digits and dashes; never used before on these engines
     */
    Lane(Engines engines, String id) throws IOException {
        this.engines = engines;
        this.id = id;
        this.folder = Files.createTempDirectory("tributary-bench-" + id);
        this.mongo = engines.mongo(mongoCosts);
        this.outside = engines.mongo();
        this.sqs = engines.sqs();
    }

    Engines engines() {
        return engines;
    }

    String id() {
        return id;
    }

    Path folder() {
        return folder;
    }

    MongoClient mongo() {
        return mongo;
    }

    /** What {@link #mongo} was asked for. */
    MongoCosts mongoCosts() {
        return mongoCosts;
    }

    SqsClient sqs() {
        return sqs;
    }

    MongoDatabase database() {
        return mongo.getDatabase("tributary_bench_" + id.replace('-', '_'));
    }

    /** The same database for who only looks: it costs the contestant nothing. */
    MongoDatabase seenFromOutside() {
        return outside.getDatabase(database().getName());
    }

    /** Waits until nothing is waiting or in flight in the queue and all rows are in the collection: the same for all. */
    void await(Contestant.Running running, long rows) throws InterruptedException {
        MongoCollection<Document> collection = seenFromOutside().getCollection(running.collection());
        long end = System.nanoTime() + LONGEST.toNanos();
        // The depth is asked first: it is cheap, and while it is not 0 nobody has to count.
        while (depth(running.queue()) > 0 || collection.countDocuments() < rows) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + collection.countDocuments() + " of " + rows
                        + " rows arrived within " + LONGEST.toMinutes() + " minutes");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Messages that wait, are in flight or are delayed; 0 where there is no such queue. */
    long depth(String queue) {
        try {
            String url = sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
            Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(
                            r -> r.queueUrl(url).attributeNames(DEPTH))
                    .attributes();
            return Stream.of(DEPTH)
                    .mapToLong(name -> Long.parseLong(counts.get(name)))
                    .sum();
        } catch (QueueDoesNotExistException e) {
            return 0;
        }
    }

    /** Waits until a route has moved a file to {@code .done}, which it does when all of the file has been sent. */
    static void awaitDone(Path dropped) throws InterruptedException {
        Path done = dropped.resolveSibling(".done").resolve(dropped.getFileName());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!Files.exists(done)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(dropped + " was not read within " + LONGEST.toMinutes() + " minutes");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        database().drop();
        // Receives of consumers that have stopped may still wait, and the server would complain of queues that go away.
        TimeUnit.MILLISECONDS.sleep(WAIT_TIME.toMillis() + 300);
        List<String> queues = sqs.listQueues(r -> r.queueNamePrefix(id)).queueUrls();
        queues.forEach(url -> sqs.deleteQueue(r -> r.queueUrl(url)));
        mongo.close();
        outside.close();
        sqs.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

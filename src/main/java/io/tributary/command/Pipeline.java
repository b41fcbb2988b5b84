package io.tributary.command;

import io.tributary.definition.Definitions;
import io.tributary.demo.Change;
import io.tributary.projection.BatchAccounts;
import io.tributary.projection.Stored;
import io.tributary.queue.Queues;
import io.tributary.record.Names;
import io.tributary.runtime.TributaryProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Watches a running process from outside: what has been taken in, whether its queues are empty, what its views show. */
public final class Pipeline {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);

    private final TributaryProcess process;

    public Pipeline(TributaryProcess process) {
        this.process = process;
    }

    /**
     * Waits until the updater has taken in so many rows of every topic.
     *
     * @throws IllegalStateException if nothing moves any more
     */
    void awaitRows(Map<String, Long> expected, LongConsumer progress) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            long taken = expected.keySet().stream().mapToLong(this::taken).sum();
            progress.accept(taken);
            if (expected.entrySet().stream().allMatch(topic -> taken(topic.getKey()) >= topic.getValue())) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + taken + " rows were taken in within " + LONGEST.toMinutes()
                        + " minutes; see the log and /observe/health");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** As {@link #awaitIdle(Queues, Collection)}, for the queues of the process. */
    void awaitIdle() throws InterruptedException {
        awaitIdle(process.queues(), queues(process.names(), process.definitions()));
    }

    /**
     * Waits until nothing is waiting or in flight in any queue, seen twice.
     *
     * @param names in the order of the flow: what has left one queue is in a later one
     */
    public static void awaitIdle(Queues queues, Collection<String> names) throws InterruptedException {
        int quiet = 0;
        while (quiet < 2) {
            quiet = names.stream().allMatch(queue -> queues.depth(queue).total() == 0) ? quiet + 1 : 0;
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /**
     * Waits until the views show the changes.
     *
     * @param made the {@link System#nanoTime} at which they were made
     * @param latencies takes the time of each that is shown
     * @return those that are not shown in time
     */
    List<Change> awaitShown(List<Change> changes, long made, List<Duration> latencies) throws InterruptedException {
        List<Change> waiting = new ArrayList<>(changes);
        while (!waiting.isEmpty() && System.nanoTime() - made < SHOWN_WITHIN.toNanos()) {
            waiting.removeIf(change -> {
                boolean shown = change.isShownBy(this::view);
                if (shown) {
                    latencies.add(Duration.ofNanos(System.nanoTime() - made));
                }
                return shown;
            });
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return waiting;
    }

    /** Rows of a topic that were taken in, whatever became of them. */
    long taken(String topic) {
        return sum(BatchAccounts.ROWS, topic);
    }

    /** Rows of a topic that agents have read and published. */
    public long read(String topic) {
        return sum("tributary.agent.rows", topic);
    }

    private long sum(String counter, String topic) {
        return (long) process.meters().find(counter).tag("topic", topic).counters().stream()
                .mapToDouble(found -> found.count())
                .sum();
    }

    private @Nullable Document view(String view, Object key) {
        Document found = process.servers()
                .database()
                .getCollection(process.names().collection(view))
                .find(new Document("_id", key))
                .first();
        return found == null || Stored.deleted(found) ? null : found;
    }

    /** The queues of all topics, of changes and of all views, in the order of the flow. */
    public static Set<String> queues(Names names, Definitions definitions) {
        Set<String> queues = new LinkedHashSet<>();
        definitions.projections().values().forEach(projection -> queues.add(names.topicQueue(projection.topic())));
        queues.add(names.projectionChangesQueue());
        definitions.views().keySet().forEach(view -> queues.add(names.viewQueue(view)));
        return queues;
    }
}

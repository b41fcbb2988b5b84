package io.tributary.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The consumer of one queue without Camel and without threads of its own: one life of a worker is one receive and all that follows
 * from it, in the order and with the failures that production has.
 */
public final class OneReceive {

    private static final Backoff AT_ONCE = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

    /** Has failed before, and so says nothing about the failures of simulations. */
    private static final Trouble SILENT = new Trouble("the simulation", "nothing to do");

    /** Queues are looked at once; the simulated ones have no attributes that change. */
    private static final Map<String, Inspection> INSPECTED = new ConcurrentHashMap<>();

    static {
        SILENT.failed(OneReceive.class, new IllegalStateException("as intended"));
    }

    private final SqsClient sqs;
    private final Queues queues;
    private final SqsCosts costs;
    private final int perReceive;
    private final int gather;

    /** What a route does with messages. */
    public interface Route {
        void take(ReceivedMessages messages) throws Exception;
    }

    /** One life. */
    public interface Life extends Runnable {
        void end();
    }

    public OneReceive(SqsClient sqs, Queues queues, SqsCosts costs, int perReceive, int gather) {
        this.sqs = sqs;
        this.queues = queues;
        this.costs = costs;
        this.perReceive = perReceive;
        this.gather = gather;
    }

    /** A sender of these queues that does not wait between its attempts. */
    public MessageSender sender() {
        return new SqsSender(sqs, queues, costs, AT_ONCE);
    }

    /** A worker of a queue. */
    public Life worker(String queue, Route route) {
        Pause end = new Pause();
        QueueWorker.Tools tools = new QueueWorker.Tools(
                queue,
                queues,
                new Receiver(sqs, queues, costs, queue, perReceive, gather, 1 << 20, Pace.none()),
                new Receipts(sqs, queues, costs, queue),
                messages -> deliver(route, messages),
                new Failures(queue, FailureLog.NONE, Clock.systemUTC()),
                new TransientFailures(),
                AT_ONCE,
                SILENT,
                SILENT,
                INSPECTED.computeIfAbsent(queue, name -> new Inspection(name, new QueueCheck(queues))));
        QueueWorker worker = new QueueWorker(tools, new InFlight(() -> 0L), end);
        return new Life() {
            @Override
            public void run() {
                worker.run();
            }

            @Override
            public void end() {
                end.end();
            }
        };
    }

    private static @org.jspecify.annotations.Nullable Throwable deliver(Route route, ReceivedMessages messages) {
        try {
            route.take(messages);
            return null;
        } catch (Exception e) {
            return e;
        }
    }
}

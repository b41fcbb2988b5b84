package io.tributary.queue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsServiceClientConfiguration;

/**
 * The Camel component {@code sqs-batch}: consumes SQS queues in batches and acknowledges last. See {@link SqsBatchEndpoint} for its
 * parameters. Bind it under its name; it makes no client of its own.
 */
public final class SqsBatchComponent extends DefaultComponent {

    private static final Duration STOP_BOUND = Duration.ofSeconds(10);

    private final Room room = Room.ofHeap();

    /**
     * Some thousand rows, which fill several bulks. What is decoded and cast lives until its portion is written: with more, garbage
     * collection costs as much as the work, since most of it is copied again and again while it waits.
     */
    private static final int GATHER_BYTES = 1 << 20;

    private final SqsClient sqs;
    private final Queues queues;
    private final SqsCosts costs;
    private final Predicate<Throwable> isTransient;
    private final Backoff backoff;
    private final Duration stopBound;
    private final FailureLog failureLog;
    private @Nullable ScheduledExecutorService scheduler;

    /**
     * A component with its usual patience: it waits 1 to 30 seconds between attempts, and ends within 10 seconds.
     *
     * @param isTransient which failures of a route lie outside of the messages, such as {@link TransientFailures}
     * @param failureLog keeps why messages failed
     */
    public SqsBatchComponent(
            SqsClient sqs, Queues queues, SqsCosts costs, Predicate<Throwable> isTransient, FailureLog failureLog) {
        this(
                sqs,
                queues,
                costs,
                isTransient,
                failureLog,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                STOP_BOUND);
    }

    /**
     * A component with another patience.
     *
     * @param backoff between attempts to receive, and to process what an unreachable server stopped
     * @param stopBound how long a route may finish what is in process after it was stopped
     */
    public SqsBatchComponent(
            SqsClient sqs,
            Queues queues,
            SqsCosts costs,
            Predicate<Throwable> isTransient,
            FailureLog failureLog,
            Backoff backoff,
            Duration stopBound) {
        this.sqs = sqs;
        this.queues = queues;
        this.costs = costs;
        this.isTransient = isTransient;
        this.backoff = backoff;
        this.stopBound = stopBound;
        this.failureLog = failureLog;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int consumers = getAndRemoveParameter(parameters, "consumers", Integer.class, 1);
        int messages = getAndRemoveParameter(parameters, "messages", Integer.class, 10);
        int gather = getAndRemoveParameter(parameters, "gather", Integer.class, 10);
        int gatherBytes = getAndRemoveParameter(parameters, "gatherBytes", Integer.class, GATHER_BYTES);
        int pace = getAndRemoveParameter(parameters, "pace", Integer.class, 0);
        boolean inTurn = getAndRemoveParameter(parameters, "inTurn", Boolean.class, false);
        return new SqsBatchEndpoint(uri, this, remaining, consumers, messages, gather, gatherBytes, pace, inTurn);
    }

    QueueWorker.Tools tools(
            SqsBatchEndpoint endpoint, QueueWorker.Delivery delivery, Trouble receiving, Trouble processing) {
        String queue = endpoint.queue();
        return new QueueWorker.Tools(
                queue,
                queues,
                new Receiver(
                        sqs,
                        queues,
                        costs,
                        queue,
                        endpoint.messages(),
                        endpoint.gather(),
                        endpoint.gatherBytes(),
                        new Pace(Duration.ofMillis(endpoint.pace()), endpoint.inTurn(), System::nanoTime)),
                new Receipts(sqs, queues, costs, queue),
                delivery,
                new Failures(queue, failureLog, Clock.systemUTC()),
                isTransient,
                backoff,
                receiving,
                processing,
                new Inspection(queue, new QueueCheck(queues)));
    }

    /** Where SQS is, for people. */
    String address() {
        SqsServiceClientConfiguration configuration = sqs.serviceClientConfiguration();
        return configuration.endpointOverride().map(URI::toString).orElse("SQS in " + configuration.region());
    }

    /** Shared by all consumers: what is in process at a time. */
    Room room() {
        return room;
    }

    Duration stopBound() {
        return stopBound;
    }

    /** Shared by all consumers: heartbeats, and the bounds of stops. One request that hangs must not keep the beats of other queues. */
    synchronized ScheduledExecutorService scheduler() {
        if (scheduler == null || scheduler.isShutdown()) {
            scheduler = getCamelContext()
                    .getExecutorServiceManager()
                    .newScheduledThreadPool(this, "sqs-batch-heartbeat", 8);
        }
        return scheduler;
    }

    @Override
    protected synchronized void doStop() throws Exception {
        if (scheduler != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(scheduler);
            scheduler = null;
        }
        super.doStop();
    }
}

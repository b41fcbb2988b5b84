package io.tributary.queue;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Consumes one queue. Each receive becomes one exchange with {@link ReceivedMessages} as its body and no headers.
 *
 * <p>Starting asks nothing of SQS: a queue that is missing or out of reach makes the route wait and its health check say so.
 */
public final class SqsBatchConsumer extends DefaultConsumer implements Suspendable {

    private final SqsBatchEndpoint endpoint;
    private final QueueWorker.Tools tools;
    private final QueueHealthCheck health;
    private @Nullable Intake intake;

    SqsBatchConsumer(SqsBatchEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        SqsBatchComponent component = endpoint.component();
        String queue = endpoint.queue();
        Trouble receiving = new Trouble(
                "receiving from queue " + queue + " at " + component.address(),
                "check that the address can be reached (tributary.sqs.endpoint, tributary.sqs.region), that the queue exists"
                        + " and that the credentials (AWS_ACCESS_KEY_ID, or the role of this machine) may use it");
        Trouble processing = new Trouble(
                "processing of queue " + queue,
                "its messages are kept; check the server that the reason names, its address and its credentials"
                        + " (tributary.mongodb.uri, tributary.sqs.endpoint)");
        this.tools = component.tools(endpoint, component.room().of(this::deliver), receiving, processing);
        this.health = new QueueHealthCheck(queue, receiving, processing, tools.inspection());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        HealthCheckRegistry checks = HealthCheckRegistry.get(endpoint.getCamelContext());
        if (checks != null) {
            health.setCamelContext(endpoint.getCamelContext());
            checks.register(health);
        }
        open();
    }

    @Override
    protected void doResume() {
        open();
    }

    @Override
    protected void doSuspend() {
        end();
    }

    @Override
    protected void doStop() throws Exception {
        end();
        if (intake != null) {
            intake.awaitEnd();
            intake = null;
        }
        HealthCheckRegistry checks = HealthCheckRegistry.get(endpoint.getCamelContext());
        if (checks != null) {
            checks.unregister(health);
        }
        super.doStop();
    }

    private void open() {
        intake = new Intake(
                tools,
                endpoint.consumers(),
                endpoint.getCamelContext().getExecutorServiceManager()::newThread,
                endpoint.component().scheduler(),
                endpoint.component().stopBound());
    }

    private void end() {
        if (intake != null) {
            intake.end();
        }
    }

    /** Whatever a route throws, also an error, is an outcome and must not end the thread. */
    private @Nullable Throwable deliver(ReceivedMessages messages) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(messages);
            getProcessor().process(exchange);
            return failure(exchange);
        } catch (Throwable e) {
            return e;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static @Nullable Throwable failure(Exchange exchange) {
        if (exchange.getException() == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
            return new IllegalStateException("the route rolled the exchange back");
        }
        return exchange.getException();
    }
}

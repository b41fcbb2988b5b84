package io.tributary.benchmark;

import io.tributary.queue.SqsCosts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * What goes to SQS and comes back, of the queues that are watched: counted outside of the contestants, in the same way for all. The AWS SDK
 * puts one into every client of SQS in this process (a file in {@code software/amazon/awssdk/services/sqs/} says so), and calls it for each attempt.
 */
public final class SqsTraffic implements ExecutionInterceptor {

    private static final Map<String, Watched> WATCHED = new ConcurrentHashMap<>();

    /** What the queues of one prefix have seen. */
    static final class Watched {
        private final SqsCosts costs = new SqsCosts();
        private final LongAdder stored = new LongAdder();

        SqsCosts costs() {
            return costs;
        }

        /** Messages that SQS has confirmed. */
        long stored() {
            return stored.sum();
        }
    }

    /** Begins to count anew for all queues whose names begin like this: those of a lane. */
    static Watched watch(String prefix) {
        Watched watched = new Watched();
        WATCHED.put(prefix, watched);
        return watched;
    }

    static void forget(String prefix) {
        WATCHED.remove(prefix);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (WATCHED.isEmpty()) {
            return;
        }
        SdkRequest request = context.request();
        Watched watched = watched(request);
        if (watched == null) {
            return;
        }
        if (request instanceof SendMessageRequest one) {
            watched.costs.add(SqsCosts.Kind.SEND, 1, utf8(one.messageBody()));
        } else if (request instanceof SendMessageBatchRequest batch) {
            watched.costs.add(
                    SqsCosts.Kind.SEND,
                    batch.entries().size(),
                    batch.entries().stream()
                            .mapToLong(entry -> utf8(entry.messageBody()))
                            .sum());
        } else if (request instanceof DeleteMessageBatchRequest batch) {
            watched.costs.add(SqsCosts.Kind.DELETE, batch.entries().size(), 0);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Watched watched = WATCHED.isEmpty() ? null : watched(context.request());
        if (watched == null) {
            return;
        }
        SdkResponse response = context.response();
        if (response instanceof SendMessageResponse) {
            watched.stored.increment();
        } else if (response instanceof SendMessageBatchResponse batch) {
            watched.stored.add(batch.successful().size());
        } else if (response instanceof ReceiveMessageResponse received) {
            watched.costs.add(
                    SqsCosts.Kind.RECEIVE,
                    received.messages().size(),
                    received.messages().stream()
                            .mapToLong(message -> utf8(message.body()))
                            .sum());
        }
    }

    private static Watched watched(SdkRequest request) {
        String url = url(request);
        if (url == null) {
            return null;
        }
        String queue = url.substring(url.lastIndexOf('/') + 1);
        for (Map.Entry<String, Watched> watched : WATCHED.entrySet()) {
            if (queue.startsWith(watched.getKey())) {
                return watched.getValue();
            }
        }
        return null;
    }

    private static String url(SdkRequest request) {
        if (request instanceof SendMessageBatchRequest batch) {
            return batch.queueUrl();
        } else if (request instanceof SendMessageRequest one) {
            return one.queueUrl();
        } else if (request instanceof ReceiveMessageRequest receive) {
            return receive.queueUrl();
        } else if (request instanceof DeleteMessageBatchRequest delete) {
            return delete.queueUrl();
        }
        return null;
    }

    private static long utf8(String body) {
        long bytes = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}

package io.tributary.pipeline;

import io.tributary.runtime.embedded.EmbeddedSqs;
import java.util.concurrent.CountDownLatch;

/** ElasticMQ as a process of its own: {@code ElasticMqServer 9324}. It prints its address and runs until it is killed. */
public final class ElasticMqServer {

    private ElasticMqServer() {}

    /** Starts on the given port; 0 takes a free one. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("the port to listen on is missing; 0 takes a free one");
            System.exit(2);
        }
        try (EmbeddedSqs sqs = new EmbeddedSqs(Integer.parseInt(arguments[0]))) {
            System.out.println(sqs.endpoint());
            new CountDownLatch(1).await();
        }
    }
}

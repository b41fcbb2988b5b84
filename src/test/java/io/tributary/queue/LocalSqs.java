package io.tributary.queue;

import io.tributary.record.Names;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** ElasticMQ on a free port, with a client. */
final class LocalSqs implements AutoCloseable {

    static final Duration VISIBILITY = Duration.ofSeconds(2);

    static final QueueSettings SETTINGS =
            new QueueSettings(true, 3, VISIBILITY, Duration.ofSeconds(1), Duration.ofDays(14));

    private final SQSRestServer server;
    final URI endpoint;
    final SqsClient client;
    final SqsCosts costs = new SqsCosts();

    LocalSqs() {
        server = SQSRestServerBuilder.withPort(0)
                .withInterface("127.0.0.1")
                .withSQSLimits(StrictSQSLimits$.MODULE$)
                .start();
        endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        client = client(endpoint);
    }

    static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_SOUTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
    }

    Queues queues() {
        return queues(SETTINGS);
    }

    Queues queues(QueueSettings settings) {
        return new Queues(client, new Names(""), settings, costs);
    }

    void send(String queue, String... bodies) {
        for (String body : bodies) {
            client.sendMessage(r -> r.queueUrl(queues().url(queue)).messageBody(body));
        }
    }

    QueueDepth depth(String queue) {
        return queues().depth(queue);
    }

    /** What can be received now; it stays hidden for the queue's visibility timeout. */
    List<Message> receive(String queue) {
        return client.receiveMessage(r -> r.queueUrl(queues().url(queue))
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}

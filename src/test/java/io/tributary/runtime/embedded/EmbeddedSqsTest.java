package io.tributary.runtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@Timeout(90)
class EmbeddedSqsTest {

    private static EmbeddedSqs server;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        server = new EmbeddedSqs(0);
        sqs = client(server.endpoint());
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    @Test
    void a_batch_is_received_by_long_poll_and_deleted_as_a_batch() {
        String queue = queue("batch", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        CompletableFuture<List<Message>> waiting =
                CompletableFuture.supplyAsync(() -> receive(queue, Duration.ofSeconds(20)));
        sqs.sendMessageBatch(b -> b.queueUrl(queue)
                .entries(IntStream.range(0, 10)
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id("e" + i)
                                .messageBody("message " + i)
                                .build())
                        .toList()));

        List<Message> received = new ArrayList<>(waiting.join());
        assertThat(received).isNotEmpty();
        while (received.size() < 10) {
            received.addAll(receive(queue, Duration.ofSeconds(2)));
        }
        assertThat(sqs.deleteMessageBatch(b -> b.queueUrl(queue)
                                .entries(received.stream()
                                        .map(m -> DeleteMessageBatchRequestEntry.builder()
                                                .id(m.messageId())
                                                .receiptHandle(m.receiptHandle())
                                                .build())
                                        .toList()))
                        .failed())
                .isEmpty();
        assertThat(receive(queue, Duration.ofSeconds(2)))
                .as("nothing comes back")
                .isEmpty();
    }

    @Test
    void a_message_received_too_often_moves_to_the_dead_letter_queue() {
        String dead = queue("dead", Map.of());
        String arn = sqs.getQueueAttributes(b -> b.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String queue = queue(
                "alive",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"2\"}"));
        sqs.sendMessage(b -> b.queueUrl(queue).messageBody("poison"));

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            receive(queue, Duration.ZERO);
            return !receive(dead, Duration.ZERO).isEmpty();
        });
        assertThat(receive(queue, Duration.ZERO)).isEmpty();
    }

    @Test
    void a_message_may_have_one_mebibyte_and_no_more() {
        String queue = queue("large", Map.of());
        String body = "x".repeat(1024 * 1024);
        sqs.sendMessage(b -> b.queueUrl(queue).messageBody(body));

        assertThat(receive(queue, Duration.ofSeconds(5)))
                .singleElement()
                .extracting(Message::body)
                .isEqualTo(body);
        assertThatThrownBy(() -> sqs.sendMessage(b -> b.queueUrl(queue).messageBody(body + "x")))
                .extracting(Throwable::getMessage, STRING)
                .contains("MessageTooLong");
    }

    @Test
    void a_stop_ends_its_threads_soon_also_while_a_consumer_polls() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        EmbeddedSqs other = new EmbeddedSqs(0);
        Set<Thread> started = actorThreads();
        started.removeAll(before);
        assertThat(started).isNotEmpty().allMatch(Thread::isDaemon);
        try (SqsClient client = client(other.endpoint())) {
            String queue = client.createQueue(b -> b.queueName("q")).queueUrl();
            CompletableFuture<?> polling = CompletableFuture.runAsync(
                    () -> client.receiveMessage(b -> b.queueUrl(queue).waitTimeSeconds(20)));

            Awaitility.await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
                other.close();
                assertThat(started).noneMatch(Thread::isAlive);
            });
            polling.handle((done, error) -> null).join();
        }
    }

    private static Set<Thread> actorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("elasticmq"))
                .collect(Collectors.toSet());
    }

    @Test
    void a_port_in_use_names_itself_and_its_setting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new EmbeddedSqs(port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("embedded SQS cannot listen on 127.0.0.1:" + port + ", the port is in use;"
                            + " set tributary.embedded.sqs.port to another port, or to 0 for any that is free");
        }
    }

    private static List<Message> receive(String queue, Duration wait) {
        return sqs.receiveMessage(
                        b -> b.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds((int) wait.toSeconds()))
                .messages();
    }

    private static String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(b -> b.queueName(name).attributes(attributes)).queueUrl();
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_SOUTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
    }
}

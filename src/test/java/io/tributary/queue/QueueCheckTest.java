package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.record.Names;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What is wrong with a queue that we were given is said, with what to set. */
class QueueCheckTest {

    private static final String FOUR_DAYS = "345600";
    private static final String FORTNIGHT = "1209600";

    private final Map<String, Map<QueueAttributeName, String>> server = new HashMap<>();

    @Test
    void the_queues_that_we_make_are_right() {
        try (LocalSqs sqs = new LocalSqs()) {
            assertThat(new QueueCheck(sqs.queues()).problems("ours")).isEmpty();
        }
    }

    @Test
    void a_queue_without_a_redrive_policy_keeps_poison_for_ever() {
        server.put("q", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOUR_DAYS));
        assertThat(check().problems("q"))
                .containsExactly(
                        "queue q has no redrive policy: a message that cannot be processed comes back until its retention is over and"
                                + " is then lost; set RedrivePolicy to a dead-letter queue, such as q-dead, with maxReceiveCount 3");
    }

    @Test
    void one_receive_and_a_shorter_time_among_the_dead_letters_are_too_little() {
        server.put("q", policy("q-lost", 1, FORTNIGHT));
        server.put("q-lost", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOUR_DAYS));
        assertThat(check().problems("q"))
                .satisfiesExactly(
                        count -> assertThat(count)
                                .startsWith("queue q has maxReceiveCount 1 in its redrive policy:")
                                .endsWith("set it to 5"),
                        time -> assertThat(time)
                                .startsWith("queue q-lost keeps messages for PT96H, less than q with PT336H:")
                                .endsWith("set MessageRetentionPeriod of q-lost to 1209600 (14 days)"));
    }

    @Test
    void a_dead_letter_queue_that_is_gone_or_closed_is_named() {
        server.put("q", policy("q-gone", 5, FOUR_DAYS));
        assertThat(check().problems("q"))
                .singleElement()
                .asString()
                .startsWith("queue q-gone does not exist, and the redrive policy of q names it");
        server.put("q", policy("closed", 5, FOUR_DAYS));
        server.put("closed", Map.of());
        assertThat(check().problems("q"))
                .singleElement()
                .asString()
                .startsWith("queue closed, the dead-letter queue of q, cannot be read: SqsException: not for you")
                .contains("sqs:GetQueueAttributes");
    }

    @Test
    void what_a_server_does_not_tell_is_not_judged() {
        server.put("q", policy("q-dead", 5, FORTNIGHT));
        server.put("q-dead", Map.of());
        assertThat(check().problems("q")).isEmpty();
        server.put(
                "p",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu:1:q-dead\",\"maxReceiveCount\":3}"));
        assertThat(check().problems("p")).isEmpty();
    }

    private QueueCheck check() {
        SqsClient client = (SqsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, args) -> {
                    if (args[0] instanceof Consumer) {
                        return InvocationHandler.invokeDefault(proxy, method, args);
                    }
                    return args[0] instanceof GetQueueUrlRequest url
                            ? GetQueueUrlResponse.builder()
                                    .queueUrl(known(url.queueName()))
                                    .build()
                            : attributes((GetQueueAttributesRequest) args[0]);
                });
        return new QueueCheck(new Queues(
                client,
                new Names(""),
                new QueueSettings(
                        false, 3, LocalSqs.VISIBILITY, LocalSqs.SETTINGS.waitTime(), LocalSqs.SETTINGS.retention()),
                new SqsCosts()));
    }

    private String known(String queue) {
        if (!server.containsKey(queue)) {
            throw QueueDoesNotExistException.builder().message("no " + queue).build();
        }
        return queue;
    }

    private GetQueueAttributesResponse attributes(GetQueueAttributesRequest request) {
        if (request.queueUrl().equals("closed")) {
            throw SqsException.builder().message("not for you").statusCode(403).build();
        }
        Map<QueueAttributeName, String> there = new HashMap<>(server.getOrDefault(request.queueUrl(), Map.of()));
        there.keySet().retainAll(request.attributeNames());
        return GetQueueAttributesResponse.builder().attributes(there).build();
    }

    private static Map<QueueAttributeName, String> policy(String deadLetters, int count, String retention) {
        return Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-south-1:123:" + deadLetters + "\",\"maxReceiveCount\":\""
                        + count + "\"}",
                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                retention);
    }
}

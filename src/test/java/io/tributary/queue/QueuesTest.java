package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.record.Names;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuesTest {

    private LocalSqs sqs;

    @BeforeAll
    void start() {
        sqs = new LocalSqs();
    }

    @AfterAll
    void stop() {
        sqs.close();
    }

    @Test
    void a_missing_queue_is_made_with_its_dead_letter_queue() {
        Queues queues = sqs.queues();
        String url = queues.url("made");
        assertThat(attributes(url))
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "2")
                .containsEntry(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "1")
                .hasEntrySatisfying(
                        QueueAttributeName.REDRIVE_POLICY,
                        policy -> assertThat(policy).contains("made-dead").contains("3"));
        String dead = sqs.client.getQueueUrl(r -> r.queueName("made-dead")).queueUrl();
        assertThat(attributes(dead)).doesNotContainKey(QueueAttributeName.REDRIVE_POLICY);
    }

    @Test
    void messages_and_dead_letters_are_kept_as_long_as_settings_say() {
        List<CreateQueueRequest> made = new ArrayList<>();
        SqsClient recording = (SqsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, args) -> {
                    if (args[0] instanceof CreateQueueRequest request) {
                        made.add(request);
                    }
                    return args[0] instanceof Consumer
                            ? InvocationHandler.invokeDefault(proxy, method, args)
                            : invoke(method, args);
                });
        new Queues(recording, new Names(""), LocalSqs.SETTINGS, sqs.costs).depth("kept");
        assertThat(made).extracting(CreateQueueRequest::queueName).containsExactly("kept-dead", "kept");
        assertThat(made).allSatisfy(request -> assertThat(request.attributes())
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600"));
    }

    @Test
    void a_queue_that_exists_stays_as_it_is() {
        sqs.client.createQueue(
                r -> r.queueName("theirs").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77")));
        assertThat(attributes(sqs.queues().url("theirs"))).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "77");
        assertThat(sqs.client.listQueues(r -> r.queueNamePrefix("theirs")).queueUrls())
                .hasSize(1);
    }

    @Test
    void a_missing_queue_is_an_error_where_none_may_be_made() {
        QueueSettings settings =
                new QueueSettings(false, 5, Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofDays(14));
        assertThatThrownBy(() -> sqs.queues(settings).url("absent"))
                .isInstanceOf(QueueDoesNotExistException.class)
                .hasMessageContaining(
                        "the queue 'absent' does not exist; make it, or set tributary.queues.create=true");
    }

    @Test
    void an_address_is_looked_up_once_and_again_after_it_was_forgotten() {
        Queues queues = sqs.queues();
        queues.url("twice");
        long before = sqs.costs.requests();
        queues.url("twice");
        assertThat(sqs.costs.requests()).isEqualTo(before);
        sqs.client.deleteQueue(r -> r.queueUrl(queues.url("twice")));
        queues.forget("twice");
        assertThat(attributes(queues.url("twice"))).isNotEmpty();
    }

    @Test
    void settings_that_sqs_would_refuse_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new QueueSettings(true, 0, Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofDays(14)))
                .withMessage("tributary.queues.max-receive-count: 0 is not between 1 and 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new QueueSettings(true, 5, Duration.ofSeconds(60), Duration.ofSeconds(21), Duration.ofDays(14)))
                .withMessageStartingWith("tributary.queues.wait-time: PT21S is not between PT0S and PT20S");
    }

    private Object invoke(Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(sqs.client, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return sqs.client
                .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}

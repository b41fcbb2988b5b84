package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.record.Names;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** What is in process stays hidden, within what SQS allows. */
class HeartbeatTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();
    private final List<ChangeMessageVisibilityBatchRequest> requests = new ArrayList<>();
    private final InFlight inFlight = new InFlight(now::get);

    @Test
    void a_beat_hides_ten_in_a_request_for_the_time_of_the_receive() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(60));
        inFlight.add(messages(25));
        assertThat(heartbeat.beat()).isEqualTo(Duration.ofSeconds(20));
        assertThat(requests).extracting(request -> request.entries().size()).containsExactly(10, 10, 5);
        assertThat(timeouts()).containsOnly(60);
    }

    @Test
    void nothing_in_process_costs_no_request() {
        heartbeat(Duration.ofSeconds(60)).beat();
        assertThat(requests).isEmpty();
    }

    @Test
    void a_beat_that_failed_comes_again_sooner() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(60));
        inFlight.add(messages(1));
        away.set(true);
        assertThat(heartbeat.beat()).isEqualTo(Duration.ofSeconds(5));
        away.set(false);
        assertThat(heartbeat.beat()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void nothing_is_asked_for_beyond_twelve_hours_from_its_receive() {
        Heartbeat heartbeat = heartbeat(Duration.ofHours(4));
        inFlight.add(messages(1));
        wait(Duration.ofHours(9));
        inFlight.add(List.of(message("young")));
        heartbeat.beat();
        assertThat(timeouts()).containsExactly((int) Duration.ofMinutes(179).toSeconds(), 4 * 3_600);
    }

    @Test
    void what_was_held_for_eleven_hours_and_a_half_is_given_back_and_not_hidden_again() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(60));
        List<ReceivedMessage> old = messages(2);
        inFlight.add(old);
        wait(Heartbeat.LET_GO_AFTER.minusSeconds(1));
        inFlight.add(List.of(message("young")));
        heartbeat.beat();
        assertThat(timeouts()).containsExactly(60, 60, 60);
        requests.clear();

        wait(Duration.ofSeconds(1));
        heartbeat.beat();
        assertThat(timeouts()).as("two given back, one hidden").containsExactly(0, 0, 60);
        assertThat(inFlight.of(old)).isEmpty();
        assertThat(inFlight.all()).extracting(ReceivedMessage::id).containsExactly("young");
    }

    private void wait(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private List<Integer> timeouts() {
        return requests.stream()
                .flatMap(request -> request.entries().stream())
                .map(ChangeMessageVisibilityBatchRequestEntry::visibilityTimeout)
                .toList();
    }

    private Heartbeat heartbeat(Duration hidden) {
        SqsClient client = (SqsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, args) -> {
                    if (args[0] instanceof Consumer) {
                        return InvocationHandler.invokeDefault(proxy, method, args);
                    }
                    if (!(args[0] instanceof ChangeMessageVisibilityBatchRequest request)) {
                        return GetQueueUrlResponse.builder().queueUrl("q").build();
                    }
                    if (away.get()) {
                        throw SdkClientException.create("no way there");
                    }
                    requests.add(request);
                    return ChangeMessageVisibilityBatchResponse.builder().build();
                });
        SqsCosts costs = new SqsCosts();
        Queues queues = new Queues(client, new Names(""), LocalSqs.SETTINGS, costs);
        return new Heartbeat("q", inFlight, new Receipts(client, queues, costs, "q"), hidden);
    }

    private static List<ReceivedMessage> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> message("m" + i)).toList();
    }

    private static ReceivedMessage message(String id) {
        return new ReceivedMessage(id, "body", "handle of " + id, Instant.EPOCH, 1);
    }
}

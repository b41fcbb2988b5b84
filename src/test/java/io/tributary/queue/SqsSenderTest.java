package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.record.Names;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

class SqsSenderTest {

    private static final int MIB = 1_048_576;

    private final List<List<String>> requests = new ArrayList<>();
    private final SqsCosts costs = new SqsCosts();
    private int lookUps;

    @Test
    void a_request_holds_at_most_ten_messages() throws Exception {
        List<String> bodies = IntStream.range(0, 25).mapToObj(i -> "m" + i).toList();
        sender(SqsSenderTest::takeAll).send("orders", bodies);
        assertThat(requests).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(bodies);
        assertThat(costs.requests(SqsCosts.Kind.SEND)).isEqualTo(3);
        assertThat(costs.messages(SqsCosts.Kind.SEND)).isEqualTo(25);
    }

    @Test
    void a_request_holds_at_most_one_mebibyte_counted_in_bytes() throws Exception {
        String half = "é".repeat(MIB / 4);
        sender(SqsSenderTest::takeAll).send("orders", List.of(half, half, "x", half));
        assertThat(requests).containsExactly(List.of(half, half), List.of("x", half));
        assertThat(costs.bytes(SqsCosts.Kind.SEND)).isEqualTo(MIB * 3L / 2 + 1);
        assertThat(costs.billedRequests()).as("16, 9 and one look-up").isEqualTo(26);
        assertThat(costs.usd()).isEqualTo(1.04e-5);
    }

    @Test
    void only_failed_entries_are_sent_again() throws Exception {
        sender(request -> requests.size() == 1 ? refuse(request, 1, 3, "InternalError", false) : takeAll(request))
                .send("orders", List.of("a", "b", "c", "d", "e"));
        assertThat(requests).containsExactly(List.of("a", "b", "c", "d", "e"), List.of("b", "d"));
    }

    @Test
    void an_entry_that_the_answer_does_not_name_is_sent_again() throws Exception {
        sender(request -> requests.size() == 1
                        ? SendMessageBatchResponse.builder()
                                .successful(List.of(stored("0")))
                                .failed(List.of())
                                .build()
                        : takeAll(request))
                .send("orders", List.of("a", "b"));
        assertThat(requests).containsExactly(List.of("a", "b"), List.of("b"));
    }

    @Test
    void what_fails_for_good_is_named_and_not_repeated() {
        SendFailedException failure = catchThrowableOfType(SendFailedException.class, () -> sender(
                        request -> refuse(request, 0, 0, "InvalidMessageContents", true))
                .send("orders", List.of("a", "b")));
        assertThat(failure)
                .hasMessage("1 of 2 messages could not be sent to queue orders in 1 attempts: InvalidMessageContents");
        assertThat(failure.unconfirmed()).containsExactly(0);
        assertThat(TransientFailures.isTransient(failure)).isFalse();
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_queue_out_of_reach_is_tried_six_times_and_is_no_fault_of_the_messages() {
        List<String> bodies = IntStream.range(0, 15).mapToObj(i -> "m" + i).toList();
        SendFailedException failure = catchThrowableOfType(SendFailedException.class, () -> sender(request -> {
                    throw SdkClientException.create("connection refused");
                })
                .send("orders", bodies));
        assertThat(failure)
                .hasMessage("15 of 15 messages could not be sent to queue orders in 6 attempts: connection refused");
        assertThat(failure.unconfirmed()).hasSize(15);
        assertThat(TransientFailures.isTransient(new IllegalStateException(failure)))
                .isTrue();
        assertThat(requests).hasSize(6);
    }

    @Test
    void a_queue_that_is_gone_is_looked_up_again() throws Exception {
        sender(request -> {
                    if (requests.size() == 1) {
                        throw QueueDoesNotExistException.builder()
                                .message("gone")
                                .build();
                    }
                    return takeAll(request);
                })
                .send("orders", List.of("a"));
        assertThat(requests).hasSize(2);
        assertThat(lookUps).isEqualTo(2);
    }

    @Test
    void what_sqs_would_refuse_is_refused_before_anything_is_sent() {
        SqsSender sender = sender(SqsSenderTest::takeAll);
        assertThatThrownBy(() -> sender.send("orders", List.of("a", "é".repeat(MIB / 2) + "x")))
                .isInstanceOf(SendFailedException.class)
                .hasMessage(
                        "nothing was sent to queue orders: message 1 has 1048577 bytes; 1 to 1048576 is what SQS takes");
        assertThatThrownBy(() -> sender.send("orders", List.of("ab\u0001")))
                .hasMessageContaining("message 0 has the character U+0001 at 2, which SQS refuses");
        assertThatThrownBy(() -> sender.send("orders", List.of("\uD83D"))).hasMessageContaining("U+D83D");
        assertThatThrownBy(() -> sender.send("orders", List.of("\uFFFF"))).hasMessageContaining("U+FFFF");
        assertThat(requests).isEmpty();
    }

    @Test
    void elasticmq_takes_a_full_request_and_gives_back_what_was_sent() throws Exception {
        try (LocalSqs sqs = new LocalSqs()) {
            List<String> bodies = new ArrayList<>(Collections.nCopies(4, "é😀".repeat(60_000)));
            bodies.addAll(Collections.nCopies(20, "x"));
            new SqsSender(sqs.client, sqs.queues(), sqs.costs).send("orders", bodies);
            assertThat(sqs.depth("orders").waiting()).isEqualTo(24);
        }
    }

    private SqsSender sender(Function<SendMessageBatchRequest, SendMessageBatchResponse> server) {
        SqsClient client = fake(server);
        Queues queues = new Queues(client, new Names(""), QueueSettings.DEFAULTS, costs);
        return new SqsSender(client, queues, costs, new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
    }

    private SqsClient fake(Function<SendMessageBatchRequest, SendMessageBatchResponse> server) {
        return (SqsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, args) -> {
                    if (args[0] instanceof SendMessageBatchRequest request) {
                        requests.add(request.entries().stream()
                                .map(SendMessageBatchRequestEntry::messageBody)
                                .toList());
                        return server.apply(request);
                    }
                    if (method.getName().equals("getQueueUrl") && !(args[0] instanceof Consumer)) {
                        lookUps++;
                        return GetQueueUrlResponse.builder()
                                .queueUrl("http://queue")
                                .build();
                    }
                    return InvocationHandler.invokeDefault(proxy, method, args);
                });
    }

    private static SendMessageBatchResponse takeAll(SendMessageBatchRequest request) {
        return SendMessageBatchResponse.builder()
                .successful(request.entries().stream().map(e -> stored(e.id())).toList())
                .build();
    }

    private static SendMessageBatchResponse refuse(
            SendMessageBatchRequest request, int first, int second, String code, boolean senderFault) {
        List<SendMessageBatchResultEntry> stored = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (int i = 0; i < request.entries().size(); i++) {
            String id = request.entries().get(i).id();
            if (i == first || i == second) {
                failed.add(BatchResultErrorEntry.builder()
                        .id(id)
                        .code(code)
                        .senderFault(senderFault)
                        .build());
            } else {
                stored.add(stored(id));
            }
        }
        return SendMessageBatchResponse.builder()
                .successful(stored)
                .failed(failed)
                .build();
    }

    private static SendMessageBatchResultEntry stored(String id) {
        return SendMessageBatchResultEntry.builder().id(id).messageId("m-" + id).build();
    }
}

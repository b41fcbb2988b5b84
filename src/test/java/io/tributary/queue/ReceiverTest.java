package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.record.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** When a receiver receives: by a clock that each look at it moves on. */
class ReceiverTest {

    private static final long LOOK = Duration.ofMillis(7).toNanos();

    private long now;
    private final Pace pace = new Pace(Duration.ofMillis(100), false, () -> now += LOOK);
    private final OneMessageEach sqs = new OneMessageEach();
    private final Pause end = new Pause();

    private final Receiver receiver = new Receiver(
            sqs,
            new Queues(sqs, new Names(""), QueueSettings.DEFAULTS, new SqsCosts()),
            new SqsCosts(),
            "queue",
            10,
            10,
            1 << 20,
            pace);

    @Test
    void messages_are_left_in_the_queue_until_the_pace_allows_a_round() {
        assertThat(receiver.receive(messages -> {}, end)).hasSize(1);
        long first = sqs.at.get(0);
        assertThat(receiver.receive(messages -> {}, end)).hasSize(1);

        assertThat(sqs.at.get(1) - first)
                .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(sqs.at).as("nothing is asked for while it waits").hasSize(2);
    }

    @Test
    void the_end_ends_the_wait_and_nothing_is_received_after_it() {
        receiver.receive(messages -> {}, end);
        end.end();

        assertThat(receiver.receive(messages -> {}, end)).isEmpty();
        assertThat(sqs.at).hasSize(1);
    }

    /** Has one message for every receive, and remembers when it was asked. */
    private final class OneMessageEach implements SqsClient {

        private final List<Long> at = new ArrayList<>();

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            at.add(now);
            return ReceiveMessageResponse.builder()
                    .messages(Message.builder()
                            .messageId("m")
                            .receiptHandle("r")
                            .body("{}")
                            .attributes(Map.of(
                                    MessageSystemAttributeName.SENT_TIMESTAMP, "0",
                                    MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"))
                            .build())
                    .build();
        }

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            return GetQueueUrlResponse.builder()
                    .queueUrl("http://localhost/queue")
                    .build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}

package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.record.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Nothing is lost between a dead-letter queue and its queue, wherever a replay ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {

    private static final QueueSettings SETTINGS =
            new QueueSettings(true, 1, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofDays(14));

    private static final Predicate<ReceivedMessage> ALL = message -> true;

    private LocalSqs sqs;
    private Queues queues;
    private String queue;
    private DeadLetters letters;

    @BeforeAll
    void start() {
        sqs = new LocalSqs();
        queues = sqs.queues(SETTINGS);
    }

    @AfterAll
    void stop() {
        sqs.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        queue = name.substring(0, Math.min(name.length(), 60));
        letters = new DeadLetters(sqs.client, new Names(""), sqs.costs, queue, queue + "-dead");
    }

    @Test
    void a_walk_shows_every_dead_letter_once_and_gives_all_of_them_back() throws Exception {
        die(queue, IntStream.range(0, 25).mapToObj(i -> "m" + i).toArray(String[]::new));
        List<ReceivedMessage> seen = new ArrayList<>();
        letters.walk(page -> {
            seen.addAll(page);
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            return new DeadLetters.Visited(List.of(), true);
        });
        assertThat(seen).extracting(ReceivedMessage::id).hasSize(25).doesNotHaveDuplicates();
        assertThat(dead()).as("to be received at once").isEqualTo(new QueueDepth(25, 0, 0));
    }

    @Test
    void a_walk_that_fails_gives_all_back() {
        die(queue, "a", "b");
        assertThatThrownBy(() -> letters.walk(page -> {
                    throw new IllegalStateException("died");
                }))
                .hasMessage("died");
        await().untilAsserted(() -> assertThat(dead()).isEqualTo(new QueueDepth(2, 0, 0)));
    }

    @Test
    void what_another_queue_left_in_a_shared_dead_letter_queue_is_not_touched() throws Exception {
        die(queue, "ours");
        String arn =
                queues.attributes(queue + "-dead", QueueAttributeName.QUEUE_ARN).get(QueueAttributeName.QUEUE_ARN);
        sqs.client.createQueue(r -> r.queueName("other")
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"1\"}")));
        die("other", "theirs");
        Replay replay = replay(ALL, new SqsSender(sqs.client, queues, sqs.costs));
        letters.walk(replay);
        assertThat(replay.sent()).isEqualTo(1);
        assertThat(sqs.receive(queue)).extracting(Message::body).containsExactly("ours");
        await().untilAsserted(() -> assertThat(dead()).isEqualTo(new QueueDepth(1, 0, 0)));
    }

    @Test
    void one_of_many_is_replayed_and_the_others_stay() throws Exception {
        die(queue, "a", "b", "c");
        Replay replay = replay(m -> m.body().equals("b"), new SqsSender(sqs.client, queues, sqs.costs));
        assertThat(letters.walk(replay)).isZero();
        assertThat(sqs.receive(queue)).extracting(Message::body).containsExactly("b");
        assertThat(sqs.receive(queue + "-dead")).extracting(Message::body).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void a_crash_between_the_sending_and_the_deleting_loses_nothing() throws Exception {
        die(queue, "a", "b", "c");
        SqsSender sender = new SqsSender(sqs.client, queues, sqs.costs);
        Replay crashing = replay(ALL, (to, bodies) -> {
            sender.send(to, bodies);
            throw new IllegalStateException("crash");
        });
        assertThatThrownBy(() -> letters.walk(crashing)).hasMessage("crash");
        assertThat(dead()).as("not deleted").isEqualTo(new QueueDepth(3, 0, 0));
        assertThat(sqs.depth(queue).waiting()).as("sent").isEqualTo(3);

        letters.walk(replay(ALL, sender));
        assertThat(dead().total()).isZero();
        assertThat(bodies(6)).containsExactlyInAnyOrder("a", "a", "b", "b", "c", "c");
    }

    @Test
    void what_the_queue_did_not_confirm_stays_among_the_dead_letters() {
        die(queue, "a", "b");
        Replay replay = replay(ALL, (to, bodies) -> {
            throw new SendFailedException("no way there", List.of(0, 1), true, null);
        });
        assertThatThrownBy(() -> letters.walk(replay)).hasMessage("no way there");
        assertThat(replay.sent()).isZero();
        await().untilAsserted(() -> assertThat(dead()).isEqualTo(new QueueDepth(2, 0, 0)));
        assertThat(sqs.depth(queue).total()).isZero();
    }

    @Test
    void one_that_cannot_be_sent_does_not_keep_the_others() throws Exception {
        die(queue, "a", "refused", "too large", "d");
        SqsSender sender = new SqsSender(sqs.client, queues, sqs.costs);
        Replay replay = new Replay(
                queue,
                ALL,
                message -> {
                    if (message.body().equals("refused")) {
                        throw new ReplayRefusedException("it would fail again");
                    }
                    return message.body().equals("too large") ? "x".repeat(1_048_577) : message.body();
                },
                sender,
                Instant.now().plusSeconds(1));
        letters.walk(replay);
        assertThat(bodies(2)).containsExactlyInAnyOrder("a", "d");
        assertThat(replay.left()).isEqualTo(2);
        assertThat(replay.refused().values()).contains("it would fail again").anyMatch(why -> why.contains("1048577"));
        await().untilAsserted(() -> assertThat(dead()).isEqualTo(new QueueDepth(2, 0, 0)));
    }

    @Test
    void what_fails_again_while_the_replay_lasts_is_not_replayed_in_a_ring() throws Exception {
        Instant begun = Instant.now();
        die(queue, "again");
        Replay replay =
                new Replay(queue, ALL, ReceivedMessage::body, new SqsSender(sqs.client, queues, sqs.costs), begun);
        letters.walk(replay);
        assertThat(replay.sent()).isZero();
        await().untilAsserted(() -> assertThat(dead()).isEqualTo(new QueueDepth(1, 0, 0)));
    }

    private Replay replay(Predicate<ReceivedMessage> wanted, MessageSender sender) {
        return new Replay(
                queue, wanted, ReceivedMessage::body, sender, Instant.now().plusSeconds(1));
    }

    /** Receives so many messages, whatever the number of requests. */
    private List<String> bodies(int count) {
        List<String> bodies = new ArrayList<>();
        await().until(() -> {
            sqs.receive(queue).forEach(message -> bodies.add(message.body()));
            return bodies.size() >= count;
        });
        return bodies;
    }

    /** Sends messages that are received once too often. */
    private void die(String to, String... bodies) {
        String url = queues.url(to);
        for (String body : bodies) {
            sqs.client.sendMessage(r -> r.queueUrl(url).messageBody(body));
        }
        String dead = queues.redrivePolicy(to).orElseThrow().deadLetterQueue();
        long expected = queues.depth(dead).total() + bodies.length;
        await().until(() -> {
            sqs.client.receiveMessage(
                    r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0));
            return queues.depth(dead).total() == expected;
        });
    }

    private QueueDepth dead() {
        return queues.depth(queue + "-dead");
    }
}

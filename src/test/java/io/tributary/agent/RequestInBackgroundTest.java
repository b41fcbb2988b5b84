package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.queue.MessageSender;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Names;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is packed while a request is on its way, and what is not: the queue answers when the test lets it. */
class RequestInBackgroundTest {

    /** One row a message makes ten rows a request. */
    private static final int ROWS_PER_REQUEST = 10;

    private final Fixture fixture = new Fixture("crm.customer");
    private final Gate gate = new Gate();
    private final List<Integer> confirmed = Collections.synchronizedList(new ArrayList<>());
    private final RecordPublisher publisher = publisher();
    private final AtomicInteger added = new AtomicInteger();

    /** A queue that begins with a request at once and answers when it may. */
    private final class Gate implements MessageSender {
        private final AtomicInteger begun = new AtomicInteger();
        private final Semaphore answers = new Semaphore(0);
        private volatile boolean refuses;

        @Override
        public void send(String queue, List<String> bodies) throws SendFailedException {
            begun.incrementAndGet();
            answers.acquireUninterruptibly();
            if (refuses) {
                throw new SendFailedException("the queue is away", List.of(0), true, null);
            }
            fixture.queue.send(queue, bodies);
        }
    }

    private RecordPublisher publisher() {
        BatchLimits limits = new BatchLimits(1, 60_000, Duration.ofMinutes(10));
        AgentServices services = new AgentServices(
                fixture.checkpoints,
                gate,
                new Names(""),
                fixture.queue.codec,
                limits,
                fixture.meters,
                Clock.systemUTC(),
                AgentProgress.NONE);
        Source source = new Source("customers", "crm.customer", "a.csv", List.of("ID"), true);
        ReadSequence sequence = new ReadSequence("customers", fixture.checkpoints, Clock.systemUTC());
        return new RecordPublisher(services, source, null, sequence, confirmed::add);
    }

    private CompletableFuture<Void> adding(int rows) {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; i < rows; i++) {
                publisher.add(new Object[] {(long) added.get()}, i);
                added.incrementAndGet();
            }
        });
    }

    @AfterEach
    void answer() {
        gate.answers.release(1_000);
    }

    @Test
    void rows_are_packed_while_a_request_is_on_its_way_and_no_second_one_goes_before_it_is_confirmed() {
        CompletableFuture<Void> adding = adding(3 * ROWS_PER_REQUEST + 1);
        // The row that does not fit the second request waits for the first.
        await().untilAsserted(() -> assertThat(added).hasValue(2 * ROWS_PER_REQUEST));
        assertThat(gate.begun).hasValue(1);
        assertThat(adding).isNotDone();
        assertThat(confirmed).isEmpty();

        gate.answers.release();
        await().untilAsserted(() -> assertThat(added).hasValue(3 * ROWS_PER_REQUEST));
        await().untilAsserted(() -> assertThat(gate.begun).hasValue(2));
        assertThat(confirmed).containsExactly(ROWS_PER_REQUEST);
    }

    @Test
    void a_flush_returns_when_the_last_request_is_confirmed() throws Exception {
        CompletableFuture<Void> all = adding(ROWS_PER_REQUEST + 5).thenRunAsync(publisher::flush);
        await().untilAsserted(() -> assertThat(gate.begun).hasValue(1));
        gate.answers.release();
        await().untilAsserted(() -> assertThat(gate.begun).hasValue(2));
        assertThat(all).isNotDone();
        gate.answers.release();
        all.get(10, TimeUnit.SECONDS);
        assertThat(confirmed).containsExactly(ROWS_PER_REQUEST, 5);
        assertThat(fixture.queue.rows())
                .extracting(row -> row.values().get("ID"))
                .isSorted();
    }

    @Test
    void what_fails_in_the_background_ends_the_run_before_anything_later_is_sent() {
        gate.refuses = true;
        CompletableFuture<Void> adding = adding(2 * ROWS_PER_REQUEST + 1);
        gate.answers.release();
        assertThatThrownBy(() -> adding.get(10, TimeUnit.SECONDS)).hasMessageContaining("the queue is away");
        assertThat(gate.begun).hasValue(1);
        assertThat(confirmed).isEmpty();
    }

    @Test
    void a_run_that_breaks_off_counts_what_was_on_its_way_and_sends_no_more() throws Exception {
        adding(ROWS_PER_REQUEST + 3).get(10, TimeUnit.SECONDS);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(publisher::close);
        assertThat(closing).isNotDone();
        gate.answers.release();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(confirmed).containsExactly(ROWS_PER_REQUEST);
        assertThat(fixture.queue.rows()).hasSize(ROWS_PER_REQUEST);
    }
}

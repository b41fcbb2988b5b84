package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.record.Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordPublisherTest {

    private final Fixture fixture = new Fixture("crm.customer");
    private final Random random = new Random(1);

    private RecordPublisher publisher(BatchLimits limits) {
        AgentServices services = fixture.services(limits, Clock.systemUTC());
        Source source = new Source("customers", "crm.customer", "a.csv", List.of("ID", "TEXT"), true);
        ReadSequence sequence = new ReadSequence("customers", fixture.checkpoints, Clock.systemUTC());
        return new RecordPublisher(services, source, null, sequence, rows -> {});
    }

    private static BatchLimits limits(int rows, int bytes) {
        return new BatchLimits(rows, bytes, Duration.ofMinutes(10));
    }

    private String text(int length, int alphabet) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt(alphabet)));
        }
        return text.toString();
    }

    private double counted() {
        return fixture.meters.get("tributary.agent.rows").counter().count();
    }

    @Test
    void every_row_arrives_once_in_order_with_its_line_and_sequence() {
        RecordPublisher publisher = publisher(limits(7, 60_000));
        for (int i = 0; i < 100; i++) {
            publisher.add(new Object[] {(long) i, "x"}, i + 2);
        }
        publisher.flush();
        List<FakeQueue.Row> rows = fixture.queue.rows();
        assertThat(rows).extracting(row -> row.values().get("ID")).isEqualTo(range(100));
        assertThat(rows).extracting(FakeQueue.Row::line).startsWith(2, 3, 4).endsWith(101);
        assertThat(rows).extracting(FakeQueue.Row::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(fixture.queue.bodiesPerCall).allMatch(bodies -> bodies <= 10);
        assertThat(counted()).isEqualTo(100);
    }

    @Test
    void bodies_come_near_the_billed_size_and_not_above_it_whatever_compresses() {
        for (int alphabet : new int[] {90, 2, 30}) {
            fixture.queue.clear();
            RecordPublisher publisher = publisher(limits(10_000, 60_000));
            for (int i = 0; i < 20_000; i++) {
                publisher.add(new Object[] {(long) i, text(i < 10_000 ? 20 : 200, alphabet)}, i);
            }
            publisher.flush();
            assertThat(fixture.queue.rows()).hasSize(20_000);
            assertThat(fixture.queue.bodyBytes).allMatch(bytes -> bytes <= 60_000);
            double mean = fixture.queue.bodyBytes.stream()
                    .mapToInt(bytes -> bytes)
                    .average()
                    .orElse(0);
            assertThat(mean).as("mean body for alphabet %s", alphabet).isGreaterThan(40_000);
        }
    }

    @Test
    void a_request_never_exceeds_one_mebibyte() {
        RecordPublisher publisher = publisher(limits(10_000, BatchLimits.MAX_REQUEST_BYTES));
        for (int i = 0; i < 300; i++) {
            publisher.add(new Object[] {(long) i, text(20_000, 90)}, i);
        }
        publisher.flush();
        assertThat(fixture.queue.rows()).hasSize(300);
        int at = 0;
        for (int bodies : fixture.queue.bodiesPerCall) {
            int sum = 0;
            for (int i = 0; i < bodies; i++) {
                sum += fixture.queue.bodyBytes.get(at++);
            }
            assertThat(sum).isLessThanOrEqualTo(BatchLimits.MAX_REQUEST_BYTES);
        }
    }

    @Test
    void a_row_that_no_message_can_hold_becomes_unreadable_and_its_neighbours_arrive() {
        RecordPublisher publisher = publisher(limits(100, 60_000));
        publisher.add(new Object[] {1L, "a"}, 1);
        publisher.add(new Object[] {2L, text(2_000_000, 90)}, 2);
        publisher.add(new Object[] {3L, "a".repeat(5_000_000)}, 3);
        publisher.add(new Object[] {4L, "b".repeat(3_000_000)}, 4);
        publisher.flush();
        List<FakeQueue.Row> rows = fixture.queue.rows();
        assertThat(rows).extracting(FakeQueue.Row::line).containsExactly(1, 2, 3, 4);
        assertThat(rows.get(1).unreadable()).contains("a message holds at most 1048576");
        assertThat(rows.get(1).values().get("ID").toString()).startsWith("[2, ").hasSizeLessThan(5_000);
        assertThat(rows.get(2).unreadable()).contains("a message holds at most 1048576");
        assertThat(rows.get(3).unreadable()).isNull();
        assertThat(counted()).isEqualTo(4);
    }

    @Test
    void deletes_and_unreadable_rows_keep_their_places_in_halved_batches() {
        RecordPublisher publisher = publisher(limits(64, 1_024));
        for (int i = 0; i < 640; i++) {
            if (i % 7 == 0) {
                publisher.addUnreadable("raw " + i, i, "bad " + i);
            } else if (i % 5 == 0) {
                publisher.addDelete(new Object[] {(long) i, text(40, 90)}, i);
            } else {
                publisher.add(new Object[] {(long) i, text(40, 90)}, i);
            }
        }
        publisher.flush();
        List<FakeQueue.Row> rows = fixture.queue.rows();
        assertThat(rows).hasSize(640);
        for (int i = 0; i < 640; i++) {
            FakeQueue.Row row = rows.get(i);
            assertThat(row.line()).isEqualTo(i);
            assertThat(row.unreadable()).isEqualTo(i % 7 == 0 ? "bad " + i : null);
            assertThat(row.operation() == Operation.DELETE).isEqualTo(i % 7 != 0 && i % 5 == 0);
        }
        assertThat(fixture.queue.bodyBytes).allMatch(bytes -> bytes <= 1_024);
    }

    @Test
    void rows_are_counted_only_when_the_queue_has_confirmed_them() {
        RecordPublisher publisher = publisher(limits(1, 60_000));
        fixture.queue.refuseAfter = 1;
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 30; i++) {
                        publisher.add(new Object[] {(long) i, "x"}, i);
                    }
                    publisher.flush();
                })
                .hasMessageContaining("the queue is away");
        assertThat(counted()).isEqualTo(10);
    }

    @Test
    void a_slow_source_does_not_keep_a_row_waiting() {
        AgentServices services = fixture.services(limits(1_000, 60_000), fixture.clock);
        Source source = new Source("customers", "crm.customer", "a.csv", List.of("ID"), true);
        ReadSequence sequence = new ReadSequence("customers", fixture.checkpoints, fixture.clock);
        RecordPublisher publisher = new RecordPublisher(services, source, null, sequence, rows -> {});
        for (int i = 0; i < 11; i++) {
            publisher.add(new Object[] {(long) i}, i);
            fixture.clock.move(Duration.ofMinutes(11));
            publisher.add(new Object[] {(long) i}, i);
        }
        await().untilAsserted(() -> assertThat(fixture.queue.rows()).isNotEmpty());
    }

    private static List<Object> range(int size) {
        return java.util.stream.LongStream.range(0, size)
                .<Object>mapToObj(i -> i)
                .toList();
    }
}

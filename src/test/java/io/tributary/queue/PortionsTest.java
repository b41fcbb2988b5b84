package io.tributary.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PortionsTest {

    private final Portions portions = new Portions(1_000);
    private final List<List<String>> delivered = new ArrayList<>();

    private static ReceivedMessages received(String... bodies) {
        return new ReceivedMessages(
                "q",
                IntStream.range(0, bodies.length)
                        .mapToObj(i -> new ReceivedMessage("m" + i, bodies[i], "r" + i, Instant.EPOCH, 1))
                        .toList());
    }

    private static String gzip(int bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write("x".repeat(bytes).getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private Throwable deliver(ReceivedMessages all) {
        return portions.of(part -> {
                    delivered.add(
                            part.messages().stream().map(ReceivedMessage::id).toList());
                    return null;
                })
                .deliver(all);
    }

    @Test
    void a_portion_is_bounded_by_what_its_messages_unpack_to() throws Exception {
        String small = gzip(400);
        assertThat(small.length()).isLessThan(100);
        assertThat(deliver(received(small, small, small, "{}", gzip(900), gzip(50_000), small)))
                .isNull();
        assertThat(delivered)
                .containsExactly(List.of("m0", "m1"), List.of("m2", "m3"), List.of("m4"), List.of("m5"), List.of("m6"));
    }

    @Test
    void a_message_that_failed_in_its_portion_failed_in_all() throws Exception {
        ReceivedMessages all = received(gzip(800), gzip(800));
        QueueWorker.Delivery failing = part -> {
            part.fail(
                    part.messages().get(0),
                    new IllegalStateException(part.messages().get(0).id()));
            return null;
        };
        assertThat(portions.of(failing).deliver(all)).isNull();
        assertThat(all.failures().values()).extracting(Exception::getMessage).containsExactly("m0", "m1");
    }

    @Test
    void the_first_portion_that_fails_is_the_last() throws Exception {
        IllegalStateException why = new IllegalStateException("no");
        QueueWorker.Delivery failing = part -> {
            delivered.add(List.of());
            return why;
        };
        assertThat(portions.of(failing).deliver(received(gzip(800), gzip(800)))).isSameAs(why);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void all_threads_together_hold_no_more_than_one_portion_may() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        QueueWorker.Delivery slow = part -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                return e;
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> first = threads.submit(() -> portions.of(slow).deliver(received("x".repeat(700))));
            assertThat(entered.await(10, SECONDS)).isTrue();
            CountDownLatch beside = new CountDownLatch(1);
            threads.submit(() -> portions.of(part -> {
                        beside.countDown();
                        return null;
                    })
                    .deliver(received("x".repeat(300))));
            assertThat(beside.await(10, SECONDS)).as("what fits goes beside it").isTrue();
            Future<Throwable> large = threads.submit(() -> deliver(received("x".repeat(5_000))));
            assertThat(delivered).as("what does not fit waits").isEmpty();
            assertThat(large.isDone()).isFalse();
            leave.countDown();
            assertThat(large.get(10, SECONDS)).isNull();
            first.get(10, SECONDS);
            assertThat(delivered).hasSize(1);
        } finally {
            leave.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void who_waits_for_room_can_be_stopped() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(deliver(received("{}"))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(delivered).isEmpty();
        assertThat(Arrays.asList(deliver(received("{}")))).containsExactly((Throwable) null);
    }
}

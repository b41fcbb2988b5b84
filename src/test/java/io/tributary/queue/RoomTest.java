package io.tributary.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RoomTest {

    private final Room room = new Room(1_000);
    private final List<List<String>> delivered = new ArrayList<>();

    private static ReceivedMessages received(String... bodies) {
        return new ReceivedMessages(
                "q",
                IntStream.range(0, bodies.length)
                        .mapToObj(i -> new ReceivedMessage("m" + i, bodies[i], "r" + i, Instant.EPOCH, 1))
                        .toList());
    }

    private Throwable deliver(ReceivedMessages all) {
        return room.of(part -> {
                    delivered.add(
                            part.messages().stream().map(ReceivedMessage::id).toList());
                    return null;
                })
                .deliver(all);
    }

    @Test
    void all_threads_together_hold_no_more_than_there_is_room_for() throws Exception {
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
            Future<?> first = threads.submit(() -> room.of(slow).deliver(received("x".repeat(700))));
            assertThat(entered.await(10, SECONDS)).isTrue();
            CountDownLatch beside = new CountDownLatch(1);
            threads.submit(() -> room.of(part -> {
                        beside.countDown();
                        return null;
                    })
                    .deliver(received("x".repeat(300))));
            assertThat(beside.await(10, SECONDS)).as("what fits goes beside it").isTrue();
            Thread large = new Thread(() -> deliver(received("x".repeat(5_000))));
            large.start();
            Awaitility.await("what does not fit waits").until(() -> large.getState() == Thread.State.WAITING);
            assertThat(delivered).isEmpty();
            leave.countDown();
            large.join(10_000);
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

package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrewTest {

    private final Queue<Integer> done = new ConcurrentLinkedQueue<>();

    @Test
    void parts_are_done_side_by_side() {
        // Nobody passes before all three are here.
        CyclicBarrier barrier = new CyclicBarrier(3);

        Crew.of(2).each(List.of(1, 2, 3), part -> {
            meet(barrier);
            done.add(part);
        });

        assertThat(done).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void every_part_is_done_once() {
        List<Integer> parts = IntStream.range(0, 500).boxed().toList();

        Crew.of(4).each(parts, done::add);

        assertThat(done).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void nobody_means_the_thread_itself_in_order() {
        Thread self = Thread.currentThread();

        Crew.of(0).each(List.of(1, 2, 3), part -> {
            assertThat(Thread.currentThread()).isSameAs(self);
            done.add(part);
        });

        assertThat(done).containsExactly(1, 2, 3);
    }

    @Test
    void a_failure_is_thrown_when_nobody_is_at_work_any_more() {
        CyclicBarrier begun = new CyclicBarrier(2);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();

        assertThatThrownBy(() -> Crew.of(1).each(List.of(1, 2), part -> {
                    meet(begun);
                    if (part == 1) {
                        failed.countDown();
                        throw new IllegalStateException("no");
                    }
                    await(failed);
                    finished.set(true);
                }))
                .hasMessage("no");

        assertThat(finished).isTrue();
    }

    @Test
    void after_a_failure_no_further_part_is_begun() {
        assertThatThrownBy(() -> Crew.nobody().each(List.of(1, 2, 3), part -> {
                    done.add(part);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(done).containsExactly(1);
    }

    @Test
    void a_crew_that_is_busy_elsewhere_is_not_waited_for() throws Exception {
        Crew crew = Crew.of(1);
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        Thread other = new Thread(() -> crew.each(List.of(1, 2), part -> {
            busy.countDown();
            await(end);
        }));
        other.start();
        await(busy);

        crew.each(List.of(3, 4, 5), done::add);

        assertThat(done).containsExactly(3, 4, 5);
        end.countDown();
        other.join();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not side by side", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Waits double up to the longest, and differ between processes. */
class BackoffTest {

    @Test
    void without_luck_waits_are_whole_and_with_it_half() {
        assertThat(waits(() -> 0)).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
        assertThat(waits(() -> 1)).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L);
    }

    @Test
    void two_processes_do_not_wait_alike() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(IntStream.range(0, 100).mapToObj(i -> backoff.after(5)).distinct())
                .hasSizeGreaterThan(50)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(16)));
    }

    @Test
    void a_very_short_wait_is_never_none_and_many_failures_do_not_overflow() {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), () -> 0.999);
        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(1));
        assertThat(new Backoff(Duration.ofDays(1), Duration.ofDays(2), () -> 0).after(1_000_000))
                .isEqualTo(Duration.ofDays(2));
    }

    private static long[] waits(DoubleSupplier random) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random);
        return IntStream.rangeClosed(1, 7)
                .mapToLong(i -> backoff.after(i).toMillis())
                .toArray();
    }
}

package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadSequenceTest {

    private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    private final TestClock clock = new TestClock();

    private ReadSequence sequence() {
        return new ReadSequence("orders", checkpoints, clock);
    }

    @Test
    void it_follows_the_clock_in_microseconds() {
        assertThat(sequence().next(5, clock.instant()))
                .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    @Test
    void numbers_of_one_batch_are_not_given_again() {
        ReadSequence sequence = sequence();
        long first = sequence.next(1_000, clock.instant());
        assertThat(sequence.next(1, clock.instant())).isEqualTo(first + 1_000);
    }

    @Test
    void it_never_goes_back_over_restarts_with_the_clock_set_back() {
        Random random = new Random(7);
        Set<Long> given = new HashSet<>();
        long last = 0;
        ReadSequence sequence = sequence();
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(20) == 0) {
                sequence = sequence();
            }
            clock.move(Duration.ofMillis(random.nextInt(10_000) - 5_000));
            int count = 1 + random.nextInt(10_000);
            long next = sequence.next(count, clock.instant());
            assertThat(next).isGreaterThan(last);
            assertThat(given.add(next)).isTrue();
            last = next + count - 1;
        }
    }

    @Test
    void the_store_is_written_once_for_much_reading() {
        ReadSequence sequence = sequence();
        sequence.next(1, clock.instant());
        Object ceiling = checkpoints.load("orders/sequence").get("ceiling");
        for (int i = 0; i < 100; i++) {
            clock.move(Duration.ofMillis(10));
            sequence.next(10, clock.instant());
        }
        assertThat(checkpoints.load("orders/sequence").get("ceiling")).isEqualTo(ceiling);
    }
}

package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What work on many fails for is found, and the others are done. */
class HalvingTest {

    private static final List<Integer> MANY = IntStream.range(0, 100).boxed().toList();

    private final Set<Integer> done = new HashSet<>();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void all_but_the_poison_is_done_in_few_attempts() {
        assertThat(failing(Set.of(7, 99))).extracting(Map.Entry::getKey).containsExactly(7, 99);
        assertThat(done).hasSize(98).doesNotContain(7, 99);
        assertThat(attempts).hasValueLessThan(30);
    }

    @Test
    void nothing_fails_and_nothing_is_asked_twice() {
        assertThat(failing(Set.of())).isEmpty();
        assertThat(attempts).hasValue(1);
        assertThat(Halving.failing(List.<Integer>of(), e -> false, this::refuse))
                .isEmpty();
    }

    @Test
    void where_all_fail_all_are_named_and_the_attempts_are_bounded() {
        assertThat(failing(Set.copyOf(MANY))).hasSize(100);
        assertThat(attempts).hasValueLessThan(200);
    }

    @Test
    void a_server_that_is_away_is_nobodys_fault_and_ends_the_work() {
        assertThatThrownBy(
                        () -> Halving.<Integer, RuntimeException>failing(MANY, TransientFailures::isTransient, some -> {
                            attempts.incrementAndGet();
                            throw new MongoTimeoutException("away");
                        }))
                .hasMessage("away");
        assertThat(attempts).hasValue(1);
    }

    private List<Map.Entry<Integer, Exception>> failing(Set<Integer> poison) {
        return Halving.<Integer, RuntimeException>failing(MANY, TransientFailures::isTransient, some -> {
            attempts.incrementAndGet();
            if (some.stream().anyMatch(poison::contains)) {
                throw new IllegalArgumentException("poison");
            }
            done.addAll(some);
        });
    }

    private void refuse(List<Integer> some) {
        throw new IllegalStateException("asked for nothing");
    }
}

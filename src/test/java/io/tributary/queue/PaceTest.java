package io.tributary.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private long now = 7;
    private final Pace pace = new Pace(Duration.ofMillis(100), true, () -> now);

    @Test
    void the_first_round_after_quiet_begins_at_once() {
        assertThat(pace.begin()).isZero();
        after(100);
        assertThat(pace.begin()).isZero();
    }

    @Test
    void rounds_of_many_workers_begin_one_after_the_other() {
        pace.begin();
        after(30);
        assertThat(pace.begin()).hasMillis(70);
        after(20);
        assertThat(pace.begin()).hasMillis(150);
    }

    @Test
    void rounds_that_take_long_begin_one_after_the_other_but_a_second_later_at_most() {
        pace.took(Duration.ofMillis(160));
        pace.begin();
        assertThat(pace.begin()).hasMillis(160);

        pace.took(Duration.ofSeconds(30));
        after(10_000);
        pace.begin();
        assertThat(pace.begin()).hasMillis(1_000);
    }

    @Test
    void rounds_that_are_not_taken_in_turn_keep_their_distance_however_long_they_take() {
        Pace sideBySide = new Pace(Duration.ofMillis(100), false, () -> now);
        sideBySide.took(Duration.ofMillis(160));
        sideBySide.begin();

        assertThat(sideBySide.begin()).hasMillis(100);
    }

    @Test
    void looking_whether_a_round_may_begin_takes_no_place_and_is_done_again_soon() {
        assertThat(pace.look()).isZero();
        pace.begin();
        after(30);
        assertThat(pace.look()).hasMillis(10);
        after(66);
        assertThat(pace.look()).hasMillis(4);
        assertThat(pace.begin()).hasMillis(4);
    }

    @Test
    void where_more_is_waiting_than_a_round_takes_in_the_next_one_begins_at_once() {
        pace.begin();
        pace.saturated();

        assertThat(pace.begin()).isZero();
    }

    @Test
    void no_pace_holds_nothing_back() {
        Pace none = Pace.none();
        none.took(Duration.ofSeconds(5));

        assertThat(none.begin()).isZero();
        assertThat(none.begin()).isZero();
    }

    private void after(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}

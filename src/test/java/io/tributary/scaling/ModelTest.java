package io.tributary.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.scaling.ServiceTimes.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The parts against closed formulas, the whole against what it must not lose. */
class ModelTest {

    private static final ServiceTimes TIMES =
            new ServiceTimes(new Times(0.004, 50e-6, 2e-4), new Times(0.004, 2e-5, 5e-5), new Times(0.004, 8e-4, 2e-3));
    private static final Model.Layout LAYOUT = new Model.Layout(2, 1, 3, 2, 2, 4, false);

    @Test
    void one_core_with_equal_work_waits_as_m_d_1_says() {
        double load = 0.8;

        Waiting waiting = new Waiting(1, load, false);

        // Pollaczek and Khinchine: with service time 1, load / (2 * (1 - load)).
        assertThat(waiting.mean()).isEqualTo(load / (2 * (1 - load)), within(0.1));
    }

    @Test
    void several_cores_with_irregular_work_wait_as_m_m_c_says() {
        int cores = 3;
        double load = 0.8 * cores;

        Waiting waiting = new Waiting(cores, load, true);

        assertThat(waiting.mean()).isEqualTo(erlangC(cores, load) / (cores - load), within(0.1));
    }

    @Test
    void there_are_as_many_in_the_system_as_come_in_the_time_that_they_stay() {
        double load = 0.7;

        Waiting waiting = new Waiting(1, load, true);

        assertThat(waiting.meanInSystem())
                .isEqualTo(waiting.arrived() / waiting.ended() * (waiting.mean() + 1), within(0.1));
    }

    @Test
    void the_cores_are_busy_as_the_load_says() {
        assertThat(new Waiting(2, 1.2, true).used()).isEqualTo(0.6, within(0.02));
    }

    @Test
    void every_record_is_stored_and_shown_once_and_nothing_stays_in_flight() {
        Model model = new Model(TIMES, LAYOUT, 0.005, Fanout.changesPerView(4), 7)
                .arrivals(40, 100, 20, 0, true)
                .run(1_000);

        assertThat(model.offered()).isGreaterThan(50_000);
        assertThat(model.updated()).isEqualTo(model.offered());
        assertThat(model.shown()).isEqualTo(model.offered());
        assertThat(model.queues()).allSatisfy(queue -> {
            assertThat(queue.sent()).isPositive();
            assertThat(queue.waiting()).isZero();
            assertThat(queue.inFlight()).isZero();
        });
    }

    @Test
    void what_trickles_in_is_taken_in_by_rounds_that_keep_the_pace() {
        int seconds = 20;
        Model model = new Model(TIMES, new Model.Layout(1, 1, 1, 8, 1, 8, false), 0.001, Fanout.ONE_TO_ONE, 1)
                .arrivals(100, 1, seconds, 0, false)
                .run(1_000);

        // One message of changes a round, and twenty rounds a second.
        assertThat(model.queues().get(1).sent()).isBetween(15L * seconds, 21L * seconds);
        // Three paces of 50, 50 and 100 ms, and a little work: none of them is waited for twice.
        assertThat(model.latencies().at(0.99)).isLessThan(0.25);
        assertThat(model.shown()).isEqualTo(model.offered());
    }

    @Test
    void the_same_seed_gives_the_same_run_and_another_one_another() {
        assertThat(p99(1)).isEqualTo(p99(1)).isNotEqualTo(p99(2));
    }

    @Test
    void a_backlog_is_worked_off_at_the_rate_of_what_is_short() {
        ServiceTimes times = new ServiceTimes(new Times(0, 50e-6, 2e-4), TIMES.affected(), TIMES.builder());
        Model model = new Model(times, new Model.Layout(1, 0, 0, 2, 1, 2, true), 0, Fanout.ONE_TO_ONE, 1)
                .backlog(400, 500)
                .run(10_000);

        // Two cores, 250 µs a record.
        assertThat(model.updatesPerSecond()).isEqualTo(8_000, within(800.0));
    }

    @Test
    void more_than_it_can_do_waits() {
        Model model = new Model(TIMES, new Model.Layout(1, 1, 1, 2, 1, 2, true), 0.005, Fanout.ONE_TO_ONE, 1)
                .arrivals(100, 100, 20, 0, true)
                .run(20);

        assertThat(model.shown()).isLessThan(0.5 * model.offered());
    }

    private static double p99(long seed) {
        return new Model(TIMES, LAYOUT, 0.005, Fanout.ONE_TO_ONE, seed)
                .arrivals(20, 20, 20, 0, true)
                .run(100)
                .latencies()
                .at(0.99);
    }

    private static double erlangC(int servers, double load) {
        double sum = 0;
        double term = 1;
        for (int i = 0; i < servers; i++) {
            sum += term;
            term *= load / (i + 1);
        }
        double waiting = term * servers / (servers - load);
        return waiting / (sum + waiting);
    }

    /** Arrivals by chance at cores whose work takes 1 on average: how long they wait. */
    private static final class Waiting {

        private static final int COUNT = 300_000;

        private final Clock clock = new Clock();
        private final Percentiles stays = new Percentiles();
        private final Cores cores;
        private final List<Double> works = new ArrayList<>();
        private double inSystem;
        private double integral;
        private double changed;

        Waiting(int count, double load, boolean irregular) {
            cores = new Cores(clock, count);
            Random random = new Random(3);
            double at = 0;
            for (int i = 0; i < COUNT; i++) {
                at -= Math.log(1 - random.nextDouble()) / load;
                double work = irregular ? -Math.log(1 - random.nextDouble()) : 1;
                works.add(work);
                double born = at;
                clock.after(at, () -> {
                    count(1);
                    cores.work(work, () -> {
                        count(-1);
                        stays.add(clock.now() - born, 1);
                    });
                });
            }
            clock.runUntil(Double.MAX_VALUE);
        }

        private void count(int more) {
            integral += inSystem * (clock.now() - changed);
            changed = clock.now();
            inSystem += more;
        }

        double mean() {
            return stays.mean()
                    - works.stream().mapToDouble(work -> work).average().orElseThrow();
        }

        double meanInSystem() {
            return integral / changed;
        }

        double arrived() {
            return COUNT;
        }

        double ended() {
            return changed;
        }

        double used() {
            return cores.used();
        }
    }
}

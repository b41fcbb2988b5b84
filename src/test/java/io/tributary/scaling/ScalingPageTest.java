package io.tributary.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of docs/scaling.md are those that the code gives, from what the benchmark kept, or from made-up results for as long as it has not run. */
class ScalingPageTest {

    private static final Path PAGE = Path.of("docs", "scaling.md");

    @Test
    void the_page_says_what_the_model_gives() throws IOException {
        GeneratedPage.check(PAGE, new ScalingPage(Measured.read()).on(Files.readString(PAGE)), getClass());
    }

    @Test
    void the_model_reproduces_the_rate_that_was_measured() throws IOException {
        Measured measured = Measured.read();

        double simulated = new ScalingPage(measured).updatesPerSecond();

        assertThat(Math.max(
                        simulated / measured.updates().rate(),
                        measured.updates().rate() / simulated))
                .isLessThan(ScalingPage.RATE_TOLERANCE);
    }

    @Test
    void what_was_kept_is_read_as_medians() throws IOException {
        Measured measured = Measured.read(Measured.MADE_UP);

        assertThat(measured.cores()).isEqualTo(2);
        assertThat(measured.isMadeUp()).isTrue();
        assertThat(measured.source().rate()).isEqualTo(25_000, within(1e-6));
        assertThat(measured.billedPerRecord()).isEqualTo(0.00316, within(1e-9));
        assertThat(measured.updates().cpuSeconds()).isEqualTo(50e-6, within(1e-9));
        assertThat(measured.latencies()).extracting(Measured.Latency::rate).containsExactly(100.0, 250.0, 500.0);
        assertThat(measured.latencies().get(2).p99()).isEqualTo(0.31, within(1e-9));
    }

    @Test
    void what_the_process_did_not_use_of_the_cores_is_the_database_s() throws IOException {
        ServiceTimes times = ServiceTimes.of(Measured.read(Measured.MADE_UP), 0.01);

        assertThat(times.updater().database()).isEqualTo(2 / 8_000.0 - 50e-6, within(1e-9));
        assertThat(times.builder().database()).isEqualTo(2 / 1_500.0 - 500e-6, within(1e-9));
    }

    @Test
    void a_plan_keeps_up_with_its_rate_and_leaves_the_primaries_neither_idle_nor_full() throws IOException {
        ScalingPage page = new ScalingPage(Measured.read(Measured.MADE_UP));
        Plan plan = page.plan(1e5);

        Model model = page.simulate(plan);

        assertThat(model.shown()).isGreaterThan(0.9 * model.offered());
        assertThat(model.databaseUsed()).isBetween(0.3, 0.9);
    }

    @Test
    void the_bill_of_sqs_has_the_published_tiers() {
        assertThat(Bill.sqs(1e6)).isZero();
        assertThat(Bill.sqs(2e6)).isEqualTo(0.40, within(1e-9));
        assertThat(Bill.sqs(100e9 + 1e6)).isEqualTo(40_000, within(1e-6));
        assertThat(Bill.sqs(200e9 + 1e6)).isEqualTo(70_000, within(1e-6));
        assertThat(Bill.sqs(300e9 + 1e6)).isEqualTo(94_000, within(1e-6));
    }

    @Test
    void walls_come_lowest_first() throws IOException {
        Measured measured = Measured.read(Measured.MADE_UP);
        Walls walls = new Walls(measured, ServiceTimes.of(measured, 0.01), Assumptions.DEFAULT);

        assertThat(walls.ofOne()).extracting(Walls.Wall::rate).isSorted().doesNotContain(Double.POSITIVE_INFINITY);
        assertThat(walls.ofMany()).extracting(Walls.Wall::rate).isSorted();
        assertThat(walls.ofMany().get(0).what()).contains("messages of one record");
    }
}

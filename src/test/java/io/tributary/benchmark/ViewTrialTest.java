package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benchmark.Contest.Measured;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contestant has to make every view as it has to be, or its time says nothing. */
class ViewTrialTest {

    private static final CustomerSites SITES = new CustomerSites("t", 60);

    /** Views that nothing has changed. */
    private static final CustomerSites UNCHANGED = new CustomerSites("u", 60);

    private static Engines engines;

    @BeforeAll
    static void start() throws Exception {
        engines = Engines.start("", "");
    }

    @AfterAll
    static void stop() throws Exception {
        engines.close();
    }

    static Stream<ViewContestant> contestants() {
        return Stream.of(new TributaryViews(), BareViews.CONTESTANT, LookupViews.PER_BATCH, LookupViews.PER_KEY);
    }

    @ParameterizedTest
    @MethodSource("contestants")
    void every_contestant_makes_every_view(ViewContestant contestant) throws Exception {
        String id = "r" + Integer.toHexString(contestant.name().hashCode());

        Measured result = new RebuildTrial(UNCHANGED, contestant, 60, true, 2).run(engines, id);

        assertThat(result.work()).isEqualTo(120);
        assertThat(result.rate()).isPositive();
    }

    @Test
    void a_contestant_that_makes_other_views_has_not_run() {
        PlainViews wrong = new PlainViews("wrong", "", "", (company, keys, views) -> {
            BareViews.CONTESTANT.maker().make(company, keys, views);
            views.updateMany(new Document(), new Document("$set", new Document("orders.0.total", 1)));
        });

        assertThatThrownBy(() -> new RebuildTrial(UNCHANGED, wrong, 60, false, 1).run(engines, "wrong"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".orders[0].total is 1");
    }

    @Test
    void every_change_of_a_fixed_rate_is_seen_once() throws Exception {
        Duration second = Duration.ofSeconds(1);

        Measured result = new LatencyTrial(SITES, 100, second, LatencyTrial.From.QUEUE).run(engines);

        assertThat(result.also().get("timed, changes")).isEqualTo(100);
        assertThat(result.also().get("p50, ms"))
                .isPositive()
                .isLessThanOrEqualTo(result.also().get("max, ms"));
    }

    @Test
    void changes_of_a_table_are_seen_as_well() throws Exception {
        Measured result = new LatencyTrial(
                        new CustomerSites("v", 60), 200, Duration.ofSeconds(1), LatencyTrial.From.TABLE)
                .run(engines);

        assertThat(result.work()).isEqualTo(200);
        assertThat(result.also().get("timed, changes"))
                .as("one in two, and the last")
                .isEqualTo(101);
        assertThat(result.also().get("p99, ms")).isPositive();
    }

    @Test
    void a_hot_root_ends_with_its_last_change() throws Exception {
        Measured result = new HotTrial(SITES, 1).run(engines);

        assertThat(result.work()).isEqualTo(HotTrial.CHANGES);
        assertThat(result.also().get("builds in all, median")).isBetween(1.0, (double) HotTrial.CHANGES);
    }

    @Test
    void a_percentile_is_the_least_value_that_so_many_do_not_exceed() {
        List<ViewWatch.Seen> hundred = Stream.iterate(1L, i -> i + 1)
                .limit(100)
                .map(i -> new ViewWatch.Seen(0, i * 1_000_000))
                .toList();

        assertThat(Percentiles.of(hundred).figures().values()).containsExactly(50.0, 95.0, 99.0, 100.0);
    }
}

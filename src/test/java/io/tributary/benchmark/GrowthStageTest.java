package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmark.Contest.Measured;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured with more data or more processes is done right, too, in each of the rounds that share what was filled. */
class GrowthStageTest {

    private static Engines engines;

    @BeforeAll
    static void start() throws Exception {
        engines = Engines.start("", "");
    }

    @AfterAll
    static void stop() throws Exception {
        engines.close();
    }

    static Stream<Contestant> contestants() {
        return Stream.of(new TributaryContestant(), BareLoop.indexed());
    }

    @ParameterizedTest
    @MethodSource("contestants")
    void every_round_changes_its_rows_of_a_grown_projection(Contestant contestant) throws Exception {
        GrownLanes lanes = new GrownLanes(contestant, 300);
        String id = "g" + Integer.toHexString(contestant.name().hashCode());

        Measured first = lanes.on(engines, id).change(30);
        Measured second = lanes.on(engines, "never-used").change(30);

        assertThat(first.work()).isEqualTo(30);
        assertThat(second.work()).isEqualTo(30);
    }

    @Test
    void two_processes_change_every_item_once() throws Exception {
        CustomerSites sites = new CustomerSites("p", 60);

        Measured result = new ProcessesTrial(sites, 2).run(engines);

        assertThat(result.work())
                .isEqualTo(CompanyTable.ITEMS.rows(sites.on(engines).company()).count());
        assertThat(result.cpuSeconds()).isPositive();
    }

    @Test
    void a_wide_lookup_reaches_every_view() throws Exception {
        Measured result = new WideTrial(new CustomerSites("w", 100, TpchCompany::ofOneNation)).run(engines);

        assertThat(result.work()).isEqualTo(100);
    }
}

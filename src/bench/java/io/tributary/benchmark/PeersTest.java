package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmark.Contest.Measured;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contestants of the profile {@code bench} have to store every row, too. */
class PeersTest {

    private static final int ROWS = 120;

    private static Engines engines;

    @BeforeAll
    static void start() throws Exception {
        engines = Engines.start("", "");
    }

    @AfterAll
    static void stop() throws Exception {
        engines.close();
    }

    static Stream<Arguments> trials() {
        return ProjectionStage.services().stream()
                .flatMap(contestant -> contestant.work().stream().sorted().map(work -> Arguments.of(contestant, work)));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void every_contestant_stores_every_row_as_it_came_last(Contestant contestant, Work work) throws Exception {
        String id = "p" + Integer.toHexString(contestant.name().hashCode()) + "-" + work.id();

        Measured result = new Trial(engines, contestant, ROWS).run(work, id);

        assertThat(result.work()).isEqualTo(ROWS);
        assertThat(result.rate()).isPositive();
    }
}

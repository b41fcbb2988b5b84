package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.benchmark.Trial.From;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A benchmark that measures something else than it says is a defect: every contestant has to store every row. */
class TrialTest {

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
        return Stream.of(new BareLoop(2), new TributaryContestant(), new NaiveCamelRoute())
                .flatMap(contestant -> Stream.of(From.values()).map(from -> Arguments.of(contestant, from)));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void every_contestant_stores_every_row_as_it_was_read(Contestant contestant, From from) throws Exception {
        String id = "t" + Integer.toHexString(contestant.name().hashCode()) + "-" + from.ordinal();

        Measured result = new Trial(engines, contestant, ROWS).run(from, id);

        assertThat(result.work()).isEqualTo(ROWS);
        assertThat(result.rate()).isPositive();
    }

    @Test
    void a_contestant_that_stores_something_else_has_not_run() {
        Contestant wrong = new Wrong(new BareLoop(2));

        assertThatThrownBy(() -> new Trial(engines, wrong, 3).run(From.FILE_TO_PROJECTION, "twrong"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would be right");
    }

    /** Expected to store a field that nobody writes. */
    private record Wrong(Contestant contestant) implements Contestant {
        @Override
        public String name() {
            return contestant.name();
        }

        @Override
        public String settings() {
            return contestant.settings();
        }

        @Override
        public Document expected(OrderRow row) {
            return contestant.expected(row).append("CHECKED", true);
        }

        @Override
        public Document comparable(Document stored) {
            return contestant.comparable(stored);
        }

        @Override
        public Running start(Lane lane) throws Exception {
            return contestant.start(lane);
        }
    }
}

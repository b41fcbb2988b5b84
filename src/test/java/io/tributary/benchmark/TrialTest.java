package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benchmark.Contest.Measured;
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

    /** Every contestant in the work that asks most of it, and the other work for those that could go wrong there in a way of their own. */
    static Stream<Arguments> trials() {
        return Stream.of(
                Arguments.of(new TributaryContestant(), Work.QUEUE_CHANGED),
                Arguments.of(new TributaryContestant(), Work.QUEUE_REDELIVERED),
                Arguments.of(BareLoop.indexed(), Work.QUEUE_CHANGED),
                Arguments.of(BareLoop.withoutIndex(), Work.QUEUE_NEW_500),
                Arguments.of(TunedCamelRoute.rowByRow(), Work.QUEUE_CHANGED),
                Arguments.of(TunedCamelRoute.rowByRow(), Work.QUEUE_REDELIVERED),
                Arguments.of(TunedCamelRoute.packed(), Work.QUEUE_CHANGED),
                Arguments.of(new NaiveCamelRoute(), Work.QUEUE_NEW),
                Arguments.of(new NaiveCamelRoute(), Work.FILE_NEW));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void every_contestant_stores_every_row_as_it_came_last(Contestant contestant, Work work) throws Exception {
        String id = "t" + Integer.toHexString(contestant.name().hashCode()) + "-" + work.id();

        Measured result = new Trial(engines, contestant, ROWS).run(work, id);

        assertThat(result.work()).isEqualTo(ROWS);
        assertThat(result.rate()).isPositive();
    }

    @Test
    void a_wide_record_has_500_bytes_as_a_line() {
        for (int number = 0; number < 1_000; number++) {
            assertThat(String.join(",", OrderRow.wide(number).byColumn().values()))
                    .hasSize(500);
        }
    }

    @Test
    void a_contestant_that_stores_something_else_has_not_run() {
        Contestant wrong = new Wrong(BareLoop.indexed());

        assertThatThrownBy(() -> new Trial(engines, wrong, 3).run(Work.FILE_NEW, "twrong"))
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
        public String lacks() {
            return contestant.lacks();
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

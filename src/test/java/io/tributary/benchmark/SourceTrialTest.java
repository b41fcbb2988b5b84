package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benchmark.Contest.Measured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTrialTest {

    private static final int ROWS = 250;

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
        return Stream.of(new TributarySource(), new ParseAndSend(), new OneMessagePerRow(), new NaiveCamelSource())
                .flatMap(contestant -> Stream.of(
                        Arguments.of(contestant, SourceRows.ORDERS, false),
                        Arguments.of(contestant, SourceRows.CONTACTS, false),
                        Arguments.of(contestant, SourceRows.ORDERS, true)));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void every_contestant_brings_every_row_as_it_stands_in_the_source(
            SourceContestant contestant, SourceRows rows, boolean table) throws Exception {
        String id = "s" + Integer.toHexString(contestant.name().hashCode()) + "-" + rows.ordinal() + table;

        Measured result = new SourceTrial(engines, contestant, rows, table, ROWS).run(id);

        assertThat(result.work()).isEqualTo(ROWS);
        boolean single = contestant instanceof OneMessagePerRow || contestant instanceof NaiveCamelSource;
        double requests = result.also().get("SQS requests per million") * ROWS / 1e6;
        assertThat(Math.round(requests)).as("requests").isEqualTo(single ? ROWS : 1);
        assertThat(result.also().get("billed chunks per million"))
                .isGreaterThanOrEqualTo(result.also().get("SQS requests per million"));
        if (!(contestant instanceof TributarySource)) {
            assertThat(result.also()).doesNotContainKey("MongoDB operations per million");
        } else if (table) {
            assertThat(result.also().get("MongoDB operations per million"))
                    .as("checkpoints")
                    .isPositive();
        }
        assertThat(result.also().get("USD per million, with receiving and deleting"))
                .isGreaterThan(result.also().get("USD per million"));
    }

    @Test
    void a_contestant_that_sends_something_else_has_not_run() {
        SourceContestant wrong = new Fewer(new ParseAndSend());

        assertThatThrownBy(() -> new SourceTrial(engines, wrong, SourceRows.ORDERS, false, 3).run("swrong"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would be right");
    }

    @Test
    void a_contact_is_a_line_of_500_bytes() {
        for (int number : List.of(0, 7, 12_345, 149_999)) {
            String line = String.join(",", SourceRows.CONTACTS.row(number)) + "\n";
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSize(500);
            assertThat(SourceRows.CONTACTS.row(number)).hasSameSizeAs(SourceRows.CONTACTS.columns());
        }
    }

    /** Leaves the last rows out. */
    private record Fewer(SourceContestant contestant) implements SourceContestant {
        @Override
        public String name() {
            return contestant.name();
        }

        @Override
        public String settings() {
            return contestant.settings();
        }

        @Override
        public Sending ofFiles(Lane lane, SourceRows rows) throws Exception {
            Sending sending = contestant.ofFiles(lane, rows);
            return new Sending() {
                @Override
                public String queue() {
                    return sending.queue();
                }

                @Override
                public void send(Path given, int first, int end) throws Exception {
                    Path fewer = first == 0 ? given : rows.write(lane.folder().resolve("fewer.csv"), first, end - 1);
                    sending.send(fewer, first, end);
                }

                @Override
                public void close() throws Exception {
                    sending.close();
                }
            };
        }

        @Override
        public Sending ofTable(Lane lane, OrderTable table) throws Exception {
            return contestant.ofTable(lane, table);
        }
    }
}

package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.docs.Captured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the clock of an agent's machine does, what is read later counts as later. */
class HostileClockTest {

    @TempDir
    Path folder;

    private final Fixture fixture = new Fixture("t");

    /** A new process reads one file; the checkpoints are what it has of the one before. */
    private long readAfterRestart() throws Exception {
        CsvAgent agent = new CsvAgent();
        agent.setName("files");
        agent.setTopic("t");
        agent.setServices(fixture.services());
        agent.read(Files.writeString(folder.resolve("a.csv"), "ID\n1\n"), "a.csv");
        List<FakeQueue.Row> rows = fixture.queue.rows();
        return rows.get(rows.size() - 1).sequence();
    }

    @Test
    @Attack(
            kind = Kind.CLOCK,
            by = "a clock that goes back an hour, with a restart of the agent",
            then =
                    "changes nothing: read sequences go on behind the stored ceiling, so a row that is read later wins; one"
                            + " warning names agent and distance")
    void a_clock_that_goes_back_does_not_make_later_rows_older() throws Exception {
        long before = readAfterRestart();
        try (Captured log = new Captured()) {
            fixture.clock.move(Duration.ofHours(-1));
            long after = readAfterRestart();
            long later = readAfterRestart();
            assertThat(after).isGreaterThan(before);
            assertThat(later).isGreaterThan(after);
            assertThat(log.lines())
                    .contains(
                            "WARN agent files: the clock of this machine is PT1H2S behind what the agent has read before;"
                                    + " read sequences go on from there and no row is lost; set the clock right");
            fixture.clock.move(Duration.ofHours(2));
            assertThat(readAfterRestart()).isGreaterThan(later);
        }
    }

    @Test
    @Attack(
            kind = Kind.CLOCK,
            by = "a clock that jumps a year ahead and comes back, in one process and over a restart",
            then =
                    "changes nothing either; the warning is given once in a process, and taken back when time has caught up")
    void a_clock_that_jumps_ahead_and_back_keeps_the_order() {
        ReadSequence sequence = new ReadSequence("files", fixture.checkpoints, fixture.clock);
        try (Captured log = new Captured()) {
            long last = sequence.next(10, fixture.clock.instant());
            for (int days : List.of(365, -365, 1, 1)) {
                fixture.clock.move(Duration.ofDays(days));
                long next = sequence.next(10, fixture.clock.instant());
                assertThat(next).isGreaterThanOrEqualTo(last + 10);
                last = next;
            }
            assertThat(log.lines()).filteredOn(line -> line.contains("behind")).hasSize(1);
            assertThat(new ReadSequence("files", fixture.checkpoints, fixture.clock).next(1, fixture.clock.instant()))
                    .isGreaterThan(last + 9);
            fixture.clock.move(Duration.ofDays(400));
            assertThat(sequence.next(1, fixture.clock.instant())).isGreaterThan(last + 9);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("caught up"))
                    .hasSize(1);
        }
    }

    @Test
    void a_clock_that_is_kept_right_by_small_steps_is_not_warned_of() {
        ReadSequence sequence = new ReadSequence("files", fixture.checkpoints, fixture.clock);
        try (Captured log = new Captured()) {
            sequence.next(10, fixture.clock.instant());
            fixture.clock.move(Duration.ofSeconds(-30));
            sequence.next(10, fixture.clock.instant());
            assertThat(log.lines()).noneMatch(line -> line.contains("behind"));
        }
    }
}

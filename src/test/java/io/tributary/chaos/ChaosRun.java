package io.tributary.chaos;

import io.tributary.projection.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** One run: start, load, faults under load, rest, verdict. */
final class ChaosRun {

    private static final int CHANGES_AT_A_TIME = 10;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(250);
    private static final Duration LOAD = Duration.ofMinutes(4);
    private static final Duration BETWEEN_FAULTS = Duration.ofMillis(2_500);

    private final ChaosOptions options;

    ChaosRun(ChaosOptions options) {
        this.options = options;
    }

    ChaosReport run() throws Exception {
        long began = System.nanoTime();
        System.out.printf(
                "chaos: seed %d, %d s of faults%n",
                options.seed(), options.time().toSeconds());
        try (Rig rig = new Rig(options)) {
            System.out.printf("chaos: %s; logs in %s%n", rig.database().name(), rig.work());
            Chronicle chronicle = new Chronicle(rig.work().resolve("chronicle.txt"));
            for (Member member : rig.members()) {
                member.start();
            }
            loaded(rig);
            rig.sources().start(CHANGES_AT_A_TIME, BETWEEN_CHANGES);
            Tally counts = new Tally();
            Tally bad = new Tally();
            Storm storm = new Storm(
                    faults(rig, chronicle, counts, bad, options.only()), options.seed(), BETWEEN_FAULTS, chronicle);
            storm.blow(options.time());
            rig.sources().end();
            rig.mendAll();
            for (Member member : rig.members()) {
                if (member.ensureStarted()) {
                    chronicle.note(member.name() + " had ended by itself");
                }
            }
            chronicle.note("the faults are over");
            Verdict verdict = new Verdict(rig, options.patience());
            verdict.find(bad);
            chronicle.note("verdict: " + verdict.problems());
            return new ChaosReport(
                    options, rig, storm, counts, bad, verdict, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** Everybody is up and the first load is over: a process that is killed while it starts teaches little. */
    private static void loaded(Rig rig) {
        long rows = rig.sources().company().rows().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        Awaitility.await("the first load, see the logs in " + rig.work())
                .atMost(LOAD)
                .pollInterval(Duration.ofMillis(500))
                .failFast("a process has ended by itself, see the logs in " + rig.work(), () -> rig.members().stream()
                        .anyMatch(member -> !member.process().isAlive()))
                .until(() -> rig.deployment().accounts().values().stream()
                                .mapToLong(Account::rows)
                                .sum()
                        >= rows);
        System.out.printf("chaos: %,d rows are loaded%n", rows);
    }

    private static List<Fault> faults(Rig rig, Chronicle chronicle, Tally counts, Tally bad, String only) {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(new ProcessFaults(rig, chronicle).all());
        faults.addAll(new LineFaults(rig, chronicle, counts).all());
        faults.addAll(new MessageFaults(rig.deployment(), chronicle, counts).all());
        faults.addAll(new SourceFaults(rig, chronicle, bad).all());
        faults.removeIf(fault -> !fault.name().matches(only));
        return faults;
    }
}

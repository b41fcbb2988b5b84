package io.tributary.chaos;

import io.tributary.chaos.Fault.NotNow;
import io.tributary.chaos.Fault.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to processes: they are killed, frozen, stopped; also the servers, where they can bear it. */
final class ProcessFaults {

    private final Rig rig;
    private final Chronicle chronicle;
    private final Tally restarts;

    ProcessFaults(Rig rig, Chronicle chronicle, Tally restarts) {
        this.rig = rig;
        this.chronicle = chronicle;
        this.restarts = restarts;
    }

    List<Fault> all() {
        return List.of(
                new Fault("process killed (-9)", 14, this::kill),
                new Fault("process frozen past its messages' timeout", 5, this::freeze),
                new Fault("process stopped and started", 5, this::restart),
                new Fault("database stopped at once", 2, this::crashDatabase),
                new Fault("queue server killed (-9)", 2, this::crashBroker));
    }

    private Undo kill(Random random) throws Exception {
        Member member = any(random);
        Duration down = millis(random, 0, 4_000);
        member.process().kill();
        chronicle.note(member.name() + " killed, for " + down.toMillis() + " ms");
        return taken(member, down, () -> start(member));
    }

    private Undo freeze(Random random) throws Exception {
        Member member = any(random);
        Duration frozen = millis(random, (int) Rig.VISIBILITY.toMillis() + 1_000, 6_000);
        member.process().freeze();
        chronicle.note(member.name() + " frozen for " + frozen.toMillis() + " ms");
        return taken(member, frozen, () -> member.process().thaw());
    }

    private Undo restart(Random random) throws Exception {
        Member member = any(random);
        Duration down = millis(random, 2_000, 6_000);
        member.process().terminate();
        chronicle.note(member.name() + " told to stop");
        return taken(member, down, () -> {
            if (!member.stop()) {
                throw new IllegalStateException(member.name() + " did not stop within its bound");
            }
            start(member);
        });
    }

    private Undo crashDatabase(Random random) throws Exception {
        Duration down = millis(random, 0, 3_000);
        if (!rig.database().canCrash()) {
            throw new NotNow("this database cannot bear it");
        }
        chronicle.note("database stopped at once, for " + down.toMillis() + " ms");
        rig.database().crash();
        return new Undo(down, () -> {
            rig.database().restart();
            chronicle.note("database is back");
        });
    }

    private Undo crashBroker(Random random) throws Exception {
        Duration down = millis(random, 0, 3_000);
        chronicle.note("queue server killed, for " + down.toMillis() + " ms");
        rig.broker().crash();
        return new Undo(down, () -> {
            rig.broker().restart();
            chronicle.note("queue server is back");
        });
    }

    private void start(Member member) throws Exception {
        member.start();
        restarts.add(member.name());
        chronicle.note(member.name() + " started");
    }

    private Undo taken(Member member, Duration time, Fault.Action end) {
        member.setBusy(true);
        return new Undo(time, () -> {
            member.setBusy(false);
            end.run();
        });
    }

    private Member any(Random random) throws NotNow {
        Member member = rig.members().get(random.nextInt(rig.members().size()));
        if (member.isBusy()) {
            throw new NotNow(member.name() + " has its trouble already");
        }
        return member;
    }

    static Duration millis(Random random, int least, int more) {
        return Duration.ofMillis(least + random.nextInt(more));
    }
}

package io.tributary.chaos;

import static io.tributary.chaos.Fault.last;
import static io.tributary.chaos.Fault.millis;

import io.tributary.chaos.Fault.NotNow;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/** What happens to processes: they are killed, frozen, stopped; also the servers, where they can bear it. */
final class ProcessFaults {

    private final Rig rig;
    private final Chronicle chronicle;
    private final ReentrantLock database = new ReentrantLock();
    private final ReentrantLock broker = new ReentrantLock();

    ProcessFaults(Rig rig, Chronicle chronicle) {
        this.rig = rig;
        this.chronicle = chronicle;
    }

    List<Fault> all() {
        return List.of(
                new Fault("process killed (-9)", 14, this::kill),
                new Fault("process frozen past its messages' timeout", 5, this::freeze),
                new Fault("process stopped and started", 5, this::restart),
                new Fault("database stopped at once", 3, this::crashDatabase),
                new Fault("queue server killed (-9)", 2, this::crashBroker));
    }

    private void kill(Random random) throws Exception {
        Member member = rig.anyUp(random);
        Duration down = millis(random, 0, 4_000);
        member.claimed(() -> {
            member.process().kill();
            chronicle.note(member.name() + " killed, for " + down.toMillis() + " ms");
            last(down);
            start(member);
        });
    }

    private void freeze(Random random) throws Exception {
        Member member = rig.anyUp(random);
        Duration frozen = millis(random, (int) Rig.VISIBILITY.toMillis() + 1_000, 6_000);
        member.claimed(() -> {
            member.process().freeze();
            chronicle.note(member.name() + " frozen for " + frozen.toMillis() + " ms");
            last(frozen);
            member.process().thaw();
            chronicle.note(member.name() + " thawed");
        });
    }

    private void restart(Random random) throws Exception {
        Member member = rig.anyUp(random);
        member.claimed(() -> {
            chronicle.note(member.name() + " told to stop");
            boolean ended = member.stop();
            start(member);
            if (!ended) {
                throw new IllegalStateException(member.name() + " did not stop within its bound");
            }
        });
    }

    private void crashDatabase(Random random) throws Exception {
        Duration down = millis(random, 0, 3_000);
        if (!rig.database().canCrash() || !database.tryLock()) {
            throw new NotNow("this database cannot bear it");
        }
        try {
            chronicle.note("database stopped at once, for " + down.toMillis() + " ms");
            rig.database().crash();
            last(down);
            rig.database().restart();
            chronicle.note("database is back");
        } finally {
            database.unlock();
        }
    }

    private void crashBroker(Random random) throws Exception {
        Duration down = millis(random, 0, 3_000);
        if (!broker.tryLock()) {
            throw new NotNow("the queue server has its trouble already");
        }
        try {
            chronicle.note("queue server killed, for " + down.toMillis() + " ms");
            rig.broker().crash();
            last(down);
            rig.broker().restart();
            chronicle.note("queue server is back");
        } finally {
            broker.unlock();
        }
    }

    private void start(Member member) throws Exception {
        member.start();
        chronicle.note(member.name() + " started");
    }
}

package io.tributary.chaos;

import static io.tributary.chaos.ProcessFaults.millis;

import io.tributary.chaos.Fault.Undo;
import io.tributary.pipeline.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to connections: cut, held, slow, half dead. */
final class LineFaults {

    private final Rig rig;
    private final Chronicle chronicle;
    private final Tally connections;

    /** @param connections counts those that were cut or stranded */
    LineFaults(Rig rig, Chronicle chronicle, Tally connections) {
        this.rig = rig;
        this.chronicle = chronicle;
        this.connections = connections;
    }

    List<Fault> all() {
        return List.of(
                new Fault("connections of a process cut", 5, this::cutOne),
                new Fault("all connections cut", 2, this::cutAll),
                new Fault("connections of a process hang", 5, this::hang),
                new Fault("connections of a process half open for ever", 5, this::strand),
                new Fault("connections of a process slow", 4, this::slow),
                new Fault("connections to the systems of record cut", 3, this::cutSources));
    }

    private Undo cutOne(Random random) {
        Member member = any(random);
        return cut(member.name(), member.lines(), millis(random, 0, 6_000));
    }

    private Undo cutAll(Random random) {
        List<TcpProxy> lines =
                rig.members().stream().flatMap(m -> m.lines().stream()).toList();
        return cut("everybody", lines, millis(random, 0, 3_000));
    }

    private Undo cutSources(Random random) {
        return cut("FTP and JDBC", rig.sourceLines(), millis(random, 0, 3_000));
    }

    private Undo cut(String whose, List<TcpProxy> lines, Duration time) {
        int cut = lines.stream().mapToInt(TcpProxy::cut).sum();
        connections.add("cut", cut);
        chronicle.note(cut + " connections of " + whose + " cut, for " + time.toMillis() + " ms");
        return mended(whose, lines, time);
    }

    private Undo hang(Random random) {
        Member member = any(random);
        Duration time = millis(random, 2_000, 14_000);
        TcpProxy line = member.lines().get(random.nextInt(2));
        line.hold();
        chronicle.note("a line of " + member.name() + " hangs for " + time.toMillis() + " ms");
        return mended(member.name(), List.of(line), time);
    }

    private Undo slow(Random random) {
        Member member = any(random);
        Duration time = millis(random, 2_000, 8_000);
        Duration delay = millis(random, 50, 300);
        member.lines().forEach(line -> line.slow(delay));
        chronicle.note(member.name() + " is slow by " + delay.toMillis() + " ms, for " + time.toMillis() + " ms");
        return mended(member.name(), member.lines(), time);
    }

    private Undo strand(Random random) {
        Member member = any(random);
        int stranded = member.lines().stream().mapToInt(TcpProxy::strand).sum();
        connections.add("half open for ever", stranded);
        chronicle.note(stranded + " connections of " + member.name() + " are half open for ever");
        return new Undo(Duration.ZERO, () -> {});
    }

    private Undo mended(String whose, List<TcpProxy> lines, Duration time) {
        return new Undo(time, () -> {
            lines.forEach(TcpProxy::mend);
            chronicle.note("lines of " + whose + " mended");
        });
    }

    private Member any(Random random) {
        return rig.members().get(random.nextInt(rig.members().size()));
    }
}

package io.tributary.chaos;

import static io.tributary.chaos.Fault.last;
import static io.tributary.chaos.Fault.millis;

import io.tributary.pipeline.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to connections: cut, held, slow, half dead. Two of them may strike one line; the first that ends mends it. */
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
                new Fault("a line of a process hangs", 5, this::hang),
                new Fault("connections of a process half open for ever", 5, this::strand),
                new Fault("lines of a process slow", 4, this::slow),
                new Fault("connections to the systems of record cut", 3, this::cutSources),
                new Fault("connections to the systems of record half open for ever", 2, this::strandSources));
    }

    private void cutOne(Random random) throws InterruptedException {
        Member member = rig.anyUp(random);
        cut(member.name(), member.lines(), millis(random, 0, 6_000));
    }

    private void cutAll(Random random) throws InterruptedException {
        List<TcpProxy> lines =
                rig.members().stream().flatMap(m -> m.lines().stream()).toList();
        cut("everybody", lines, millis(random, 0, 3_000));
    }

    private void cutSources(Random random) throws InterruptedException {
        cut("FTP and JDBC", rig.sourceLines(), millis(random, 0, 3_000));
    }

    private void cut(String whose, List<TcpProxy> lines, Duration time) throws InterruptedException {
        int cut = lines.stream().mapToInt(TcpProxy::cut).sum();
        connections.add("connections cut", cut);
        chronicle.note(cut + " connections of " + whose + " cut, for " + time.toMillis() + " ms");
        mendAfter(time, whose, lines);
    }

    private void hang(Random random) throws InterruptedException {
        Member member = rig.anyUp(random);
        Duration time = millis(random, 2_000, 14_000);
        TcpProxy line = member.lines().get(random.nextInt(2));
        line.hold();
        chronicle.note("a line of " + member.name() + " hangs for " + time.toMillis() + " ms");
        mendAfter(time, member.name(), List.of(line));
    }

    private void slow(Random random) throws InterruptedException {
        Member member = rig.anyUp(random);
        Duration time = millis(random, 2_000, 8_000);
        Duration delay = millis(random, 50, 300);
        member.lines().forEach(line -> line.slow(delay));
        chronicle.note(member.name() + " is slow by " + delay.toMillis() + " ms, for " + time.toMillis() + " ms");
        mendAfter(time, member.name(), member.lines());
    }

    private void strand(Random random) {
        Member member = rig.anyUp(random);
        strand(member.name(), member.lines(), random);
    }

    private void strandSources(Random random) {
        strand("FTP and JDBC", rig.sourceLines(), random);
    }

    /** One in two, so that whoever tries another one may get an answer. */
    private void strand(String whose, List<TcpProxy> lines, Random random) {
        int stranded = lines.stream()
                .mapToInt(line -> line.strand(random::nextBoolean))
                .sum();
        connections.add("connections half open for ever", stranded);
        chronicle.note(stranded + " connections of " + whose + " are half open for ever");
    }

    private void mendAfter(Duration time, String whose, List<TcpProxy> lines) throws InterruptedException {
        last(time);
        lines.forEach(TcpProxy::mend);
        chronicle.note("lines of " + whose + " mended");
    }
}

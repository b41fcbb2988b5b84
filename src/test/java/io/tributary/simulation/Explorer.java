package io.tributary.simulation;

import java.util.function.LongFunction;

/** Runs the schedules of seeds, one after the other, in its own threads. */
public final class Explorer implements AutoCloseable, LongFunction<String> {

    private final Crew crew = new Crew();
    private final Coverage coverage = new Coverage();

    /** Runs one seed; returns what is wrong at the end, or null. */
    @Override
    public String apply(long seed) {
        return Scenario.of(seed, coverage).run(crew, coverage, new Trace(false));
    }

    /** What the schedules went through so far. */
    Coverage coverage() {
        return coverage;
    }

    /** The steps of one seed, as text. */
    String trace(long seed) {
        Coverage ignored = new Coverage();
        Trace trace = new Trace(true);
        Scenario.of(seed, ignored).run(crew, ignored, trace);
        return String.join("\n", trace.lines());
    }

    /** What is wrong with a seed, the shortest way to it that can be found, and how to run it again. */
    String explain(long seed) {
        Scenario shortest = new Shrinker(crew).shrink(Scenario.of(seed, new Coverage()));
        Trace trace = new Trace(true);
        String wrong = shortest.run(crew, new Coverage(), trace);
        StringBuilder text = new StringBuilder("seed " + seed + ", world " + shortest.world().name + ": "
                + Scenario.of(seed, new Coverage()).run(crew, new Coverage(), new Trace(false)) + "\nshortened: "
                + wrong + "\nsent:\n");
        for (int number = 0; number < shortest.sent().size(); number++) {
            SentBatch batch = shortest.sent().get(number);
            text.append("  ").append(batch.id(number)).append(' ').append(batch).append('\n');
        }
        text.append("steps:\n");
        trace.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append("again: mvn test -Dtest=ProtocolSimulationTest -Dseed=" + seed)
                .toString();
    }

    @Override
    public void close() {
        crew.close();
    }
}

package io.tributary.simulation;

import java.util.List;
import java.util.function.LongFunction;

/** Makes and runs the schedule of a seed: which world, what is sent, what goes wrong. */
public final class Explorer implements AutoCloseable, LongFunction<String> {

    private final Crew crew = new Crew();
    final Coverage coverage = new Coverage();

    /** Runs one seed; returns what is wrong, or null. */
    @Override
    public String apply(long seed) {
        return run(seed, new Trace(false));
    }

    String run(long seed, Trace trace) {
        World world = world(seed);
        Chance sources = sources(seed);
        List<SentBatch> sent = new Sources(world, sources, coverage).send();
        return new Simulation(world, sent, chance(seed), coverage, crew, trace).run();
    }

    World world(long seed) {
        return Worlds.ALL.get((int) Math.floorMod(seed, Worlds.ALL.size()));
    }

    Chance sources(long seed) {
        return new Chance(seed ^ 0x5DEECE66DL, coverage).allow(Fault.DUPLICATE, 2_000, 2);
    }

    Chance chance(long seed) {
        Chance chance = new Chance(seed, coverage);
        chance.allow(Fault.CRASH, chance.oneOf(0, 200, 600, 1_000), 8);
        chance.allow(Fault.DUPLICATE, chance.oneOf(0, 500), 4);
        chance.allow(Fault.EXPIRY, chance.oneOf(0, 0, 100, 400), 6);
        chance.allow(Fault.UNDELETED, chance.oneOf(0, 0, 500), 3);
        chance.allow(Fault.REFUSED, chance.oneOf(0, 0, 500), 3);
        chance.allow(Fault.LOST_ANSWER, chance.oneOf(0, 0, 0, 300), 3);
        chance.allow(Fault.OUTAGE, chance.oneOf(0, 0, 0, 300), 3);
        return chance;
    }

    @Override
    public void close() {
        crew.close();
    }
}

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
        return new Chance(seed ^ 0x5DEECE66DL, coverage);
    }

    /**
     * A third of the schedules is calm, since what comes again repairs what a race has broken; a third has one kind of fault, and a
     * third any of them (swarm testing: Groce, Zhang, Eide, Chen, Regehr, ISSTA 2012).
     */
    Chance chance(long seed) {
        Chance chance = new Chance(seed, coverage);
        int kinds = chance.number(3);
        int only = chance.number(Fault.values().length);
        for (Fault fault : Fault.values()) {
            boolean allowed = kinds == 1 ? fault.ordinal() == only : kinds == 2 && chance.percent(60);
            chance.allow(fault, allowed ? chance.oneOf(fault.rates) : 0, fault.most);
        }
        return chance;
    }

    @Override
    public void close() {
        crew.close();
    }
}

package io.tributary.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that one schedule depends on.
 *
 * @param seed decides the interleaving, and when the faults happen
 * @param faults what may go wrong at all
 */
record Scenario(World world, List<SentBatch> sent, long seed, Set<Fault> faults) {

    /** The scenario of a seed. */
    static Scenario of(long seed, Coverage coverage) {
        World world = Worlds.ALL.get((int) Math.floorMod(seed, (long) Worlds.ALL.size()));
        Chance sources = new Chance(seed ^ 0x5DEECE66DL, coverage);
        return new Scenario(world, new Sources(world, sources, coverage).send(), seed, EnumSet.allOf(Fault.class));
    }

    Scenario sending(List<SentBatch> other) {
        return new Scenario(world, other, seed, faults);
    }

    Scenario scheduled(long other) {
        return new Scenario(world, sent, other, faults);
    }

    Scenario allowing(Set<Fault> other) {
        return new Scenario(world, sent, seed, other);
    }

    /**
     * The chances of the schedule. Many schedules are calm, since what comes again repairs what a race has broken; as many have one kind
     * of fault, the rest any of them (swarm testing: Groce, Zhang, Eide, Chen, Regehr, ISSTA 2012).
     */
    Chance chance(Coverage coverage) {
        Chance chance = new Chance(seed, coverage);
        int kinds = chance.oneOf(0, 0, 1, 1, 2);
        int only = Math.max(0, chance.number(Fault.values().length + 2) - 2);
        for (Fault fault : Fault.values()) {
            boolean drawn = kinds == 1 ? fault.ordinal() == only : kinds == 2 && chance.percent(60);
            int rate = chance.oneOf(fault.rates);
            chance.allow(fault, drawn && faults.contains(fault) ? rate : 0, fault.most);
        }
        return chance;
    }

    /** Runs it; returns what is wrong at the end, or null. */
    String run(Crew crew, Coverage coverage, Trace trace) {
        return new Simulation(world, sent, chance(coverage), coverage, crew, trace).run();
    }
}

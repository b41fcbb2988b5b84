package io.tributary.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * All that one schedule depends on.
 *
 * @param plot what goes wrong, and how the processes go on
 * @param seed decides the interleaving, and when the faults happen
 * @param faults what may go wrong at all
 */
record Scenario(Plot plot, World world, List<SentBatch> sent, long seed, Set<Fault> faults) {

    /** The scenario of a seed. */
    static Scenario of(long seed, Coverage coverage) {
        Chance chance = new Chance(~seed, coverage);
        Plot plot = Plot.of(seed);
        World world = plot.world(chance);
        List<SentBatch> sent = new Sources(world, plot.profile(chance), chance, coverage).send();
        return new Scenario(plot, world, sent, seed, EnumSet.allOf(Fault.class));
    }

    Scenario sending(List<SentBatch> other) {
        return new Scenario(plot, world, other, seed, faults);
    }

    Scenario scheduled(long other) {
        return new Scenario(plot, world, sent, other, faults);
    }

    Scenario allowing(Set<Fault> other) {
        return new Scenario(plot, world, sent, seed, other);
    }

    /** The chances of the schedule, with the faults that its plot wants. */
    Chance chance(Coverage coverage) {
        Chance chance = new Chance(seed, coverage);
        Set<Fault> drawn = plot.faults(chance);
        for (Fault fault : Fault.values()) {
            int rate = plot.rate(fault, chance);
            chance.allow(fault, drawn.contains(fault) && faults.contains(fault) ? rate : 0, fault.most);
        }
        return chance;
    }

    /** Runs it; returns what is wrong at the end, or null. */
    String run(Crew crew, Coverage coverage, Trace trace) {
        Chance chance = chance(coverage);
        Manner manner = plot.manner(chance);
        return new Simulation(world, sent, manner, guardsInPipelines(), chance, coverage, crew, trace).run();
    }

    /** Whether the server is one of those where a pipeline guards a replace: in a quarter of the schedules. */
    private boolean guardsInPipelines() {
        return new SplittableRandom(seed).nextInt(4) == 0;
    }
}

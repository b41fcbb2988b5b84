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

    /** What a scenario is about: most about anything, some about what needs exactly this to go wrong. */
    private enum Focus {
        ANYTHING,
        /** One document of the base goes back and forth, nothing fails, and builders are slow. */
        RACES,
        /** One document of the base goes back and forth, and processes die. */
        CRASHES,
        /** One child moves between parents, and processes die. */
        MOVES,
        /** Two rows meet under one key, and part. */
        MEETINGS
    }

    /** The scenario of a seed. */
    static Scenario of(long seed, Coverage coverage) {
        Chance chance = new Chance(~seed, coverage);
        Focus focus = focus(seed);
        List<World> worlds = isChained(seed) ? Worlds.CHAINS : Worlds.ALL;
        World world = focus == Focus.MEETINGS
                ? Worlds.OTHER_KEYS
                : worlds.get(chance.number(focus == Focus.ANYTHING ? worlds.size() : 2));
        Sources.Profile profile =
                switch (focus) {
                    case ANYTHING -> Sources.Profile.values()[chance.oneOf(0, 0, 0, 1, 2, 3, 3, 3, 4)];
                    case RACES, CRASHES -> Sources.Profile.FLIP_BASE;
                    case MOVES -> Sources.Profile.MOVE_ONE;
                    case MEETINGS -> Sources.Profile.MOVE_TWO;
                };
        List<SentBatch> sent = new Sources(world, profile, chance, coverage).send();
        return new Scenario(world, sent, seed, EnumSet.allOf(Fault.class));
    }

    /** About a fifth of the schedules are about views on views and under keys of their own. */
    private static boolean isChained(long seed) {
        return Math.floorMod(seed, 8) == 4 || Math.floorMod(seed, 16) == 8;
    }

    private static Focus focus(long seed) {
        if (isChained(seed)) {
            return switch ((int) Math.floorMod(seed / 16, 4)) {
                case 1 -> Focus.MOVES;
                case 2 -> Focus.RACES;
                case 3 -> Focus.MEETINGS;
                default -> Focus.ANYTHING;
            };
        }
        return switch ((int) Math.floorMod(seed, 8)) {
            case 1 -> Focus.MOVES;
            case 3, 6 -> Focus.RACES;
            case 5 -> Focus.CRASHES;
            default -> Focus.ANYTHING;
        };
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
        int only = chance.number(Fault.values().length);
        for (Fault fault : Fault.values()) {
            boolean drawn =
                    switch (focus(seed)) {
                        case RACES -> false;
                        case CRASHES, MOVES -> fault == Fault.CRASH;
                        case ANYTHING, MEETINGS ->
                            kinds == 1 ? fault.ordinal() == only : kinds == 2 && chance.percent(60);
                    };
            int rate = chance.oneOf(fault.rates);
            chance.allow(fault, drawn && faults.contains(fault) ? rate : 0, fault.most);
        }
        return chance;
    }

    private Manner manner(Chance chance) {
        return switch (focus(seed)) {
            case ANYTHING -> Manner.any(chance);
            case MEETINGS -> meetings(chance);
            case RACES -> Manner.race(chance, Manner.BUILDERS);
            case CRASHES, MOVES -> Manner.deaths(chance);
        };
    }

    private static Manner meetings(Chance chance) {
        return switch (chance.number(3)) {
            case 0 -> Manner.race(chance, Manner.BUILDERS);
            case 1 -> Manner.deaths(chance);
            default -> Manner.any(chance);
        };
    }

    /** Runs it; returns what is wrong at the end, or null. */
    String run(Crew crew, Coverage coverage, Trace trace) {
        Chance chance = chance(coverage);
        return new Simulation(world, sent, manner(chance), chance, coverage, crew, trace).run();
    }
}

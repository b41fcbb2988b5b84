package io.tributary.simulation;

import io.tributary.simulation.Sources.Profile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule is about. Most are about anything; the others are about what needs exactly this to go wrong, and would be met by
 * chance in one of thousands.
 *
 * @param worlds one of them
 * @param profile what the rows do; null for any
 */
record Plot(List<World> worlds, @Nullable Profile profile, Trouble trouble) {

    /** What goes wrong. */
    private enum Trouble {
        /** Anything: calm, or with faults of one kind, or of several (swarm testing: Groce, Zhang, Eide, Chen, Regehr, ISSTA 2012). */
        ANYTHING,
        /** Nothing fails, and builders are slow. */
        SLOW_BUILDERS,
        /** Nothing fails, and updaters are slow. */
        SLOW_UPDATERS,
        /** Processes die. */
        DEATHS,
        /** Processes die before they tell what they have written. */
        UNTOLD,
        /** Queues refuse, or are away for a while. */
        REFUSALS
    }

    /** Deaths in ten thousand sends: there are few. */
    private static final int UNTOLD = 3_000;

    private static final Plot ANYTHING = new Plot(Worlds.ALL, null, Trouble.ANYTHING);
    private static final Plot ANY_CHAIN = new Plot(Worlds.CHAINS, null, Trouble.ANYTHING);
    /** One document of the base goes back and forth, and builders overtake each other. */
    private static final Plot RACES = new Plot(Worlds.SMALL, Profile.FLIP_BASE, Trouble.SLOW_BUILDERS);
    /** One document of the base goes back and forth, and processes die. */
    private static final Plot CRASHES = new Plot(Worlds.SMALL, Profile.FLIP_BASE, Trouble.DEATHS);
    /** One document of the base goes back and forth, and processes die before they tell of it. */
    private static final Plot SILENCE = new Plot(Worlds.SMALL, Profile.FLIP_BASE, Trouble.UNTOLD);
    /** One child moves between parents, and processes die. */
    private static final Plot MOVES = new Plot(Worlds.SMALL, Profile.MOVE_ONE, Trouble.DEATHS);

    private static final Plot CHAIN_RACES = new Plot(Worlds.CHAINS, Profile.FLIP_BASE, Trouble.SLOW_BUILDERS);
    private static final Plot CHAIN_MOVES = new Plot(Worlds.CHAINS, Profile.MOVE_ONE, Trouble.DEATHS);
    /** One row moves, and who has to tell of it is refused. */
    private static final Plot CHAIN_REFUSALS = new Plot(Worlds.CHAINS, Profile.MOVE_ONE, Trouble.REFUSALS);
    /** Two rows meet under one key. */
    private static final Plot MEETINGS = new Plot(Worlds.MEETINGS, Profile.MEET, Trouble.SLOW_BUILDERS);
    /** They meet, and part, and meet elsewhere. */
    private static final Plot PARTINGS = new Plot(Worlds.MEETINGS, Profile.MOVE_TWO, Trouble.SLOW_BUILDERS);
    /** They meet, and whoever built what was before has not told of it. */
    private static final Plot LATE_MEETINGS = new Plot(Worlds.MEETINGS, Profile.MEET, Trouble.UNTOLD);
    /** Two children move between the same parents. */
    private static final Plot SIBLINGS = new Plot(Worlds.SIBLINGS, Profile.MOVE_TWO, Trouble.ANYTHING);
    /** One document changes field by field, and its writers are slow. */
    private static final Plot FIELDS = new Plot(Worlds.WIDE, Profile.FLIP_BASE, Trouble.SLOW_UPDATERS);
    /** One document changes field by field, and its writers die before they tell of it. */
    private static final Plot UNTOLD_FIELDS = new Plot(Worlds.WIDE, Profile.FLIP_BASE, Trouble.UNTOLD);

    /** One document is merged, while it moves between parents, goes, and comes back. */
    private static final Plot MERGES = new Plot(Worlds.WIDE, Profile.MOVE_ONE, Trouble.ANYTHING);

    /** The plots of neighbouring seeds. How often one is here is how often it is played. */
    private static final List<Plot> PLAYED = List.of(
            ANYTHING,
            MOVES,
            ANYTHING,
            RACES,
            ANY_CHAIN,
            CRASHES,
            ANYTHING,
            FIELDS,
            MEETINGS,
            ANYTHING,
            CHAIN_RACES,
            UNTOLD_FIELDS,
            ANYTHING,
            SIBLINGS,
            CHAIN_MOVES,
            RACES,
            MERGES,
            LATE_MEETINGS,
            SILENCE,
            ANYTHING,
            CHAIN_REFUSALS,
            PARTINGS,
            UNTOLD_FIELDS,
            LATE_MEETINGS,
            ANY_CHAIN);

    static Plot of(long seed) {
        return PLAYED.get((int) Math.floorMod(seed, (long) PLAYED.size()));
    }

    World world(Chance chance) {
        return worlds.get(chance.number(worlds.size()));
    }

    Profile profile(Chance chance) {
        return profile != null ? profile : Profile.values()[chance.oneOf(0, 0, 0, 1, 2, 3, 3, 3, 4)];
    }

    /** What may go wrong in one schedule. */
    Set<Fault> faults(Chance chance) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        int kinds = chance.oneOf(0, 0, 1, 1, 2);
        int only = chance.number(Fault.values().length);
        for (Fault fault : Fault.values()) {
            boolean drawn =
                    switch (trouble) {
                        case SLOW_BUILDERS, SLOW_UPDATERS -> false;
                        case DEATHS, UNTOLD -> fault == Fault.CRASH;
                        case REFUSALS -> fault == Fault.REFUSED || fault == Fault.LONG_OUTAGE;
                        case ANYTHING -> kinds == 1 ? fault.ordinal() == only : kinds == 2 && chance.percent(60);
                    };
            if (drawn) {
                faults.add(fault);
            }
        }
        return faults;
    }

    /** How often a fault happens, in ten thousand occasions. */
    int rate(Fault fault, Chance chance) {
        return trouble == Trouble.UNTOLD ? UNTOLD : chance.oneOf(fault.rates);
    }

    Manner manner(Chance chance) {
        return switch (trouble) {
            case ANYTHING -> Manner.any(chance);
            case SLOW_BUILDERS -> Manner.race(chance, Manner.BUILDERS);
            case SLOW_UPDATERS -> Manner.race(chance, Manner.UPDATERS);
            case DEATHS, REFUSALS -> Manner.deaths(chance);
            case UNTOLD -> Manner.untold(chance);
        };
    }
}

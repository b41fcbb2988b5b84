package io.tributary.simulation;

/**
 * How a schedule runs.
 *
 * @param gather how many messages a process takes together, at most
 * @param phases in how many parts the sources send: all at once, or one after the other when everything is quiet or somebody is slow
 * @param haste in what share of the steps, in percent, they go on although nothing is quiet
 * @param processes how many work at the same time, at most
 * @param eagerness in what share of the steps, in percent, one more begins
 * @param change in what share of the steps, in percent, priorities change
 * @param demotes whether then whoever runs falls behind all others, or all priorities are drawn anew
 * @param untold whether processes die only before they tell what they have written, and what they leave comes again at once, together
 *     with what is new
 * @param slow the beginning of the names of those processes that fall behind most likely before they write: what they read is old then
 */
record Manner(
        int gather,
        int phases,
        int haste,
        int processes,
        int eagerness,
        int change,
        boolean demotes,
        boolean untold,
        String slow) {

    static final String BUILDERS = "view-";
    static final String UPDATERS = "sim-";
    private static final String ALL = "";
    private static final String NOBODY = "nobody";
    private static final String[] SLOW = {BUILDERS, UPDATERS, ALL, NOBODY};

    static Manner any(Chance chance) {
        return new Manner(
                chance.oneOf(1, 1, 2, 4),
                chance.oneOf(1, 2, 8, 8),
                chance.oneOf(0, 4, 12),
                chance.oneOf(2, 3, 5, 5),
                chance.oneOf(10, 25, 50),
                chance.oneOf(1, 4, 12),
                chance.percent(70),
                false,
                SLOW[chance.number(SLOW.length)]);
    }

    /** One message after the other, and who is slow is overtaken. */
    static Manner race(Chance chance, String slow) {
        return new Manner(1, 8, 0, 5, chance.oneOf(10, 50), chance.oneOf(1, 3, 8), true, false, slow);
    }

    /** What a process leaves when it dies comes again alone, or together with what came since. */
    static Manner deaths(Chance chance) {
        return new Manner(chance.oneOf(1, 4, 4), 8, 0, 2, 25, chance.oneOf(0, 2), true, false, NOBODY);
    }

    /** What a process has written and not told comes again together with what came since. */
    static Manner untold(Chance chance) {
        return new Manner(4, 8, 0, 2, 25, chance.oneOf(0, 2), true, true, NOBODY);
    }
}

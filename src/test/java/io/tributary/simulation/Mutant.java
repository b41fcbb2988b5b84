package io.tributary.simulation;

import java.util.List;

/**
 * A version of the code that breaks one rule.
 *
 * @param section of DESIGN.md
 * @param rule what the code has to do
 * @param mutant what this one does instead
 * @param within schedules, in which the simulator has to find it
 */
record Mutant(String section, String rule, String mutant, int within, List<Patch> patches) {

    private static final int USUAL = 1_000;

    static Mutant of(String section, String rule, String mutant, String type, String text, String instead) {
        return new Mutant(section, rule, mutant, USUAL, List.of(new Patch(type, text, instead)));
    }

    Mutant and(String type, String text, String instead) {
        List<Patch> more = new java.util.ArrayList<>(patches);
        more.add(new Patch(type, text, instead));
        return new Mutant(section, rule, mutant, within, List.copyOf(more));
    }

    /** One that needs a rare schedule. */
    Mutant within(int schedules) {
        return new Mutant(section, rule, mutant, schedules, patches);
    }

    @Override
    public String toString() {
        return section + ": " + mutant;
    }
}

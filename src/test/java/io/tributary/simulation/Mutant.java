package io.tributary.simulation;

import java.util.List;

/**
 * A version of the code that breaks one rule.
 *
 * @param section of DESIGN.md
 * @param rule what the code has to do
 * @param mutant what this one does instead
 */
record Mutant(String section, String rule, String mutant, List<Patch> patches) {

    static Mutant of(String section, String rule, String mutant, String type, String text, String instead) {
        return new Mutant(section, rule, mutant, List.of(new Patch(type, text, instead)));
    }

    Mutant and(String type, String text, String instead) {
        List<Patch> more = new java.util.ArrayList<>(patches);
        more.add(new Patch(type, text, instead));
        return new Mutant(section, rule, mutant, List.copyOf(more));
    }

    @Override
    public String toString() {
        return section + ": " + mutant;
    }
}

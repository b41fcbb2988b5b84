package io.tributary.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a failing scenario small: without a message, without a row, without a kind of fault, as long as some interleaving of what is
 * left still fails; of those the one with the fewest steps.
 */
final class Shrinker {

    private static final int SCHEDULES = 400;

    private final Crew crew;

    Shrinker(Crew crew) {
        this.crew = crew;
    }

    Scenario shrink(Scenario failing) {
        Scenario smallest = failing;
        for (Scenario smaller = smaller(smallest); smaller != null; smaller = smaller(smallest)) {
            smallest = smaller;
        }
        return shortest(smallest);
    }

    /** Something less that still fails, or null. */
    private Scenario smaller(Scenario scenario) {
        for (Scenario candidate : candidates(scenario)) {
            Scenario found = failing(candidate);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static List<Scenario> candidates(Scenario scenario) {
        List<Scenario> candidates = new ArrayList<>();
        List<SentBatch> sent = scenario.sent();
        for (int i = 0; i < sent.size(); i++) {
            List<SentBatch> fewer = new ArrayList<>(sent);
            fewer.remove(i);
            candidates.add(scenario.sending(fewer));
        }
        for (Fault fault : scenario.faults()) {
            Set<Fault> fewer = EnumSet.copyOf(scenario.faults());
            fewer.remove(fault);
            candidates.add(scenario.allowing(fewer));
        }
        for (int i = 0; i < sent.size(); i++) {
            for (int row = 0;
                    sent.get(i).rows().size() > 1 && row < sent.get(i).rows().size();
                    row++) {
                List<SentBatch> fewer = new ArrayList<>(sent);
                fewer.set(i, sent.get(i).without(row));
                candidates.add(scenario.sending(fewer));
            }
        }
        return candidates;
    }

    /** An interleaving of the scenario that fails, or null. */
    private Scenario failing(Scenario scenario) {
        for (int i = 0; i < SCHEDULES; i++) {
            Scenario candidate = scenario.scheduled(scenario.seed() + i);
            if (steps(candidate) >= 0) {
                return candidate;
            }
        }
        return null;
    }

    private Scenario shortest(Scenario scenario) {
        Scenario shortest = scenario;
        int fewest = steps(scenario);
        for (int i = 1; i < 4 * SCHEDULES; i++) {
            Scenario candidate = scenario.scheduled(scenario.seed() + i);
            int steps = steps(candidate);
            if (steps >= 0 && steps < fewest) {
                shortest = candidate;
                fewest = steps;
            }
        }
        return shortest;
    }

    /** The steps to the failure, or -1 if it does not fail. */
    private int steps(Scenario scenario) {
        Coverage coverage = new Coverage();
        return scenario.run(crew, coverage, new Trace(false)) == null ? -1 : (int) coverage.count(Coverage.Event.STEP);
    }
}

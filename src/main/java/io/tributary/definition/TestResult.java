package io.tributary.definition;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of one test that stands in a definition.
 *
 * @param kind {@code projection} or {@code single view}
 * @param definition the name of the projection or view
 * @param name the test's
 * @param differences what is not as expected; empty if the test has passed
 * @param took how long it ran
 */
public record TestResult(
        String kind, String definition, String name, Place place, List<Difference> differences, Duration took) {

    public TestResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }

    /** All differences as text, one line each. */
    public String difference() {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("\n"));
    }
}

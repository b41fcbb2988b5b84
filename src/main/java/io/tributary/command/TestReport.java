package io.tributary.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.definition.Definitions;
import io.tributary.definition.Difference;
import io.tributary.definition.TestResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the tests in definitions.
 *
 * @param results in the order of the definitions
 * @param untested the names of definitions without any test
 */
record TestReport(List<TestResult> results, List<String> untested) {

    /** The definitions without any test, in their order. */
    static List<String> untested(Definitions definitions, List<TestResult> results) {
        Set<String> tested = results.stream().map(TestReport::title).collect(Collectors.toSet());
        return Stream.concat(
                        definitions.projections().keySet().stream().map(name -> "projection " + name),
                        definitions.views().keySet().stream().map(name -> "single view " + name))
                .filter(title -> !tested.contains(title))
                .toList();
    }

    int failed() {
        return (int) results.stream().filter(test -> !test.passed()).count();
    }

    /** The results by definition: {@code projection customers}. */
    Map<String, List<TestResult>> suites() {
        return results.stream()
                .collect(Collectors.groupingBy(TestReport::title, LinkedHashMap::new, Collectors.toList()));
    }

    private static String title(TestResult test) {
        return test.kind() + " " + test.definition();
    }

    void print(PrintWriter out) {
        int width = suites().keySet().stream().mapToInt(String::length).max().orElse(0);
        suites().forEach((title, tests) -> {
            long failed = tests.stream().filter(test -> !test.passed()).count();
            out.printf(
                    "%-" + width + "s  %s%n",
                    title,
                    failed == 0 ? Counted.of(tests.size(), "test") : failed + " of " + tests.size() + " fail");
        });
        results.stream().filter(test -> !test.passed()).forEach(test -> failure(out, test));
        out.println();
        out.println(summary());
    }

    private static void failure(PrintWriter out, TestResult test) {
        out.println();
        out.println(test.place() + " '" + test.name() + "'");
        for (Difference difference : test.differences()) {
            if (!difference.path().isEmpty()) {
                out.println("  " + difference.path());
            }
            if (!difference.expected().isEmpty()) {
                out.println("    expected  " + difference.expected());
            }
            out.println("    is        " + difference.is());
        }
    }

    private String summary() {
        String passed = Counted.of(results.size() - failed(), "test") + " passed";
        return passed
                + (failed() == 0 ? "" : ", " + failed() + " failed")
                + (untested.isEmpty() ? "" : "; without a test: " + String.join(", ", untested));
    }

    String json() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode()
                .put("passed", results.size() - failed())
                .put("failed", failed());
        untested.forEach(root.putArray("untested")::add);
        ArrayNode tests = root.putArray("tests");
        for (TestResult test : results) {
            ObjectNode node = tests.addObject()
                    .put("kind", test.kind())
                    .put("definition", test.definition())
                    .put("name", test.name())
                    .put("file", test.place().file())
                    .put("line", test.place().line())
                    .put("passed", test.passed())
                    .put("milliseconds", test.took().toMillis());
            ArrayNode differences = node.putArray("differences");
            test.differences().forEach(difference -> differences
                    .addObject()
                    .put("path", difference.path())
                    .put("is", difference.is())
                    .put("expected", difference.expected()));
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}

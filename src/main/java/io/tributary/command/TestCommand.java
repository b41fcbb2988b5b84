package io.tributary.command;

import io.tributary.definition.DefinitionException;
import io.tributary.definition.Definitions;
import io.tributary.definition.TestResult;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tests that stand in the definitions of a home. */
@Command(
        name = "test",
        description = {
            "Runs the tests that stand in the definitions of a home: records to documents or rejections, fixtures to single views. "
                    + "Nothing else is needed, and nothing is started. Where a test fails, every field that differs is shown.",
            "Exit code 0: all pass; 1: a test fails, or a definition is wrong; 2: it could not be done, or no test is chosen."
        },
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description =
                    "Only tests with this text in their name, or in that of their definition or file. May be given "
                            + "several times.")
    List<String> only = List.of();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the results as JUnit XML, too: a suite for each definition.")
    @Nullable
    Path junit;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Home home = options.open();
        TestReport report;
        try {
            report = report(home);
        } catch (DefinitionException e) {
            if (junit != null) {
                JunitReport.write(junit, e.problems());
            }
            throw e;
        }
        if (junit != null) {
            JunitReport.write(junit, report);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        out.flush();
        return report.failed() == 0 ? 0 : Tributary.WRONG;
    }

    private TestReport report(Home home) throws DefinitionException, IOException {
        Definitions definitions = home.definitions();
        List<TestResult> all = home.tests(definitions);
        TestReport report = new TestReport(
                all.stream().filter(this::isChosen).toList(),
                only.isEmpty() ? TestReport.untested(definitions, all) : List.of());
        if (report.results().isEmpty() && !only.isEmpty()) {
            throw new ConfigurationException("--only " + String.join(", ", only)
                    + ": no test, definition or file has this in its name; without --only there are " + all.size());
        }
        return report;
    }

    private boolean isChosen(TestResult test) {
        return only.isEmpty()
                || only.stream().map(TestCommand::lower).anyMatch(text -> Stream.of(
                                test.name(), test.definition(), test.place().file())
                        .anyMatch(name -> lower(name).contains(text)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

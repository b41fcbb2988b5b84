package io.tributary.command;

import io.tributary.definition.Definitions;
import io.tributary.definition.Growth;
import io.tributary.definition.TestResult;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.ConnectionCheck;
import io.tributary.runtime.Home;
import io.tributary.runtime.HomeReport;
import io.tributary.runtime.Role;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Validates a home without starting it. */
@Command(
        name = "check",
        description = {
            "Validates settings, definitions with their tests, and route files of a home without starting it. A placeholder without a "
                    + "value is noted only: its value may be known where the home runs.",
            "Exit code 0: all is right; 1: a definition or a route is wrong, or with --connect something is not there; 2: a setting is wrong."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Option(
            names = "--connect",
            description =
                    "Also tries the database, the queues, and the tables with their columns, folders and FTP servers of the "
                            + "agents, as this home has their addresses. Nothing is made, taken or changed.")
    boolean connect;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Home home = options.open();
        Settings settings = settings();
        HomeReport report = HomeReport.of(home, settings, EnumSet.allOf(Role.class));
        List<String> problems = new ArrayList<>(report.problems());
        List<TestResult> tests = settings == null ? List.of() : tests(home, report.definitions());
        tests.stream()
                .filter(test -> !test.passed())
                .forEach(test ->
                        problems.add(test.place() + ": the test '" + test.name() + "' fails: " + test.difference()));
        if (report.definitions() != null && isEmpty(home, report.definitions())) {
            problems.add(
                    "--home " + options.home + ": there is nothing in it to check; a home is the folder that holds "
                            + "transformers/, agents/ and routes/, each as far as it is needed");
        }
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(err::println);
        report.missingValues().forEach(missing -> err.println("note: " + missing));
        if (report.definitions() != null) {
            Growth.notes(report.definitions()).forEach(note -> err.println("note: " + note));
        }
        boolean connected = !connect
                || settings == null
                || report.definitions() == null
                || connect(home, settings, report.definitions());
        if (settings == null) {
            return Tributary.USAGE;
        }
        if (!problems.isEmpty() || report.definitions() == null) {
            return Tributary.WRONG;
        }
        spec.commandLine().getOut().println(summary(home, report.definitions(), tests.size()));
        return connected ? 0 : Tributary.WRONG;
    }

    /** The settings; what is wrong with them is said, and the rest is looked at all the same. */
    private @Nullable Settings settings() {
        try {
            Settings settings = options.settings();
            Role.parse(settings.list(Setting.ROLES));
            return settings;
        } catch (ConfigurationException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return null;
        }
    }

    private static List<TestResult> tests(Home home, @Nullable Definitions definitions) {
        return definitions == null ? List.of() : home.tests(definitions);
    }

    /** Tries what the home names outside itself, a line for each as it is known; whether all of it is there. */
    private boolean connect(Home home, Settings settings, Definitions definitions) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        AtomicBoolean well = new AtomicBoolean(true);
        new ConnectionCheck(home, settings, definitions).run(tried -> {
            tried.problems().forEach(problem -> err.println(tried.what() + ": " + problem));
            tried.notes().forEach(note -> err.println("note: " + tried.what() + ": " + note));
            if (!tried.found().isEmpty()) {
                out.println(tried.what() + ": " + tried.found());
            }
            well.compareAndSet(true, tried.problems().isEmpty());
            out.flush();
            err.flush();
        });
        return well.get();
    }

    private String summary(Home home, Definitions definitions, int tests) {
        return String.format(
                "%s is right: %s with %s, %s, %s, %s",
                options.home,
                count(definitions.projections().size(), "projection"),
                count(tests, "test"),
                count(definitions.views().size(), "single view"),
                count(agents(home), "file") + " of agents",
                count(home.routeFiles("routes").size(), "file") + " of routes");
    }

    private static boolean isEmpty(Home home, Definitions definitions) {
        return definitions.projections().isEmpty()
                && definitions.views().isEmpty()
                && agents(home) == 0
                && home.routeFiles("routes").isEmpty();
    }

    private static int agents(Home home) {
        return (int) home.routeFiles("agents").keySet().stream()
                .filter(name -> !name.startsWith("agents/templates/"))
                .count();
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}

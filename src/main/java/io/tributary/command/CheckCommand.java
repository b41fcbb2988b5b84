package io.tributary.command;

import io.tributary.definition.Definitions;
import io.tributary.definition.TestResult;
import io.tributary.runtime.Home;
import io.tributary.runtime.HomeCheck;
import io.tributary.runtime.Role;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Validates a home without starting it. */
@Command(
        name = "check",
        description = {
            "Validates settings, definitions with their tests, and route files of a home without starting it. A placeholder without a "
                    + "value is noted only: its value may be known where the home runs.",
            "Exit code 0: all is right; 1: a definition or a route is wrong; 2: a setting is."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        Home home = options.open();
        Role.parse(settings.list(Setting.ROLES));
        Definitions definitions = home.definitions();
        HomeCheck check = new HomeCheck(home, settings, EnumSet.allOf(Role.class));
        List<TestResult> tests = home.tests(definitions);
        List<String> problems = new ArrayList<>(check.problems());
        problems.addAll(check.topicsWithoutProjection(definitions));
        tests.stream()
                .filter(test -> !test.passed())
                .forEach(test ->
                        problems.add(test.place() + ": the test '" + test.name() + "' fails: " + test.difference()));
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(err::println);
        check.missingValues().forEach(missing -> err.println("note: " + missing));
        if (!problems.isEmpty()) {
            return Tributary.WRONG;
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is right: %s with %s, %s, %s, %s%n",
                        options.home,
                        count(definitions.projections().size(), "projection"),
                        count(tests.size(), "test"),
                        count(definitions.views().size(), "single view"),
                        count(agents(home), "file") + " of agents",
                        count(home.routeFiles("routes").size(), "file") + " of routes");
        return 0;
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

package io.tributary.command;

import io.tributary.cast.DefinitionTests;
import io.tributary.definition.Definitions;
import io.tributary.runtime.Home;
import io.tributary.runtime.Role;
import io.tributary.runtime.RouteFiles;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.util.ArrayList;
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
            "Validates settings, definitions and route files of a home without starting it, and runs the tests inside the definitions.",
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
        List<String> problems = new ArrayList<>(RouteFiles.problems(home));
        DefinitionTests.run(definitions, home.casts()).stream()
                .filter(test -> !test.passed())
                .forEach(test ->
                        problems.add(test.place() + ": the test '" + test.name() + "' fails: " + test.difference()));
        if (!problems.isEmpty()) {
            problems.forEach(spec.commandLine().getErr()::println);
            return Tributary.WRONG;
        }
        spec.commandLine()
                .getOut()
                .println(
                        options.home + " is right: " + definitions.projections().size() + " projections, "
                                + definitions.views().size() + " single views, "
                                + home.routeFiles("agents").size() + " files of agents, "
                                + home.routeFiles("routes").size() + " files of routes");
        return 0;
    }
}

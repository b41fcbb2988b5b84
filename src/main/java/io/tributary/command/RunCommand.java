package io.tributary.command;

import io.tributary.agent.AgentProgress;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import io.tributary.runtime.HomeReport;
import io.tributary.runtime.Role;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a home until it is told to stop. */
@Command(
        name = "run",
        description = "Runs a home until SIGTERM or Ctrl-C; what is in flight is finished or returned to its queue.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            description =
                    "What this process does, of agents,updater,views,api,routes. Default: tributary.roles, which is all of them.")
    @Nullable
    String roles;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        Home home = options.open();
        if (!check(home, settings)) {
            return Tributary.WRONG;
        }
        AtomicReference<@Nullable TributaryProcess> running = new AtomicReference<>();
        CountDownLatch stopped = new CountDownLatch(1);
        // Before the start, which takes seconds. Who is told to stop meanwhile ends as it is: nothing can be
        // started while a JVM ends, and what was received comes again.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            TributaryProcess process = running.get();
                            if (process != null) {
                                process.close();
                            }
                            stopped.countDown();
                        },
                        "stop"));
        TributaryProcess process = TributaryProcess.start(home, settings, AgentProgress.NONE);
        running.set(process);
        spec.commandLine().getErr().println(banner(process, settings));
        stopped.await();
        return 0;
    }

    private Settings settings() {
        Settings settings = options.settings();
        return roles == null ? settings : settings.with(Map.of(Setting.ROLES, roles));
    }

    /** What check says, before anything is started: whether all is right; a value that is missing is an exception. */
    private boolean check(Home home, Settings settings) {
        HomeReport report = HomeReport.of(home, settings, Role.parse(settings.list(Setting.ROLES)));
        report.problems().forEach(spec.commandLine().getErr()::println);
        if (report.problems().isEmpty() && !report.missingValues().isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), report.missingValues()));
        }
        return report.problems().isEmpty();
    }

    private static String banner(TributaryProcess process, Settings settings) {
        String routes = process.camel().getRoutes().stream()
                .map(route -> route.getRouteId())
                .filter(id -> !id.startsWith("api-"))
                .sorted()
                .collect(Collectors.joining(", "));
        return "Tributary runs " + settings.text(Setting.ROLES) + " on "
                + process.servers().sqsAddress()
                + " and " + process.servers().mongoAddress() + System.lineSeparator() + "Routes: " + routes
                + System.lineSeparator() + "Health: http://localhost:" + process.httpPort() + "/observe/health";
    }
}

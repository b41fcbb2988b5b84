package io.tributary.command;

import io.tributary.agent.AgentProgress;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a home until it is told to stop. */
@Command(
        name = "run",
        description = "Runs a home until SIGTERM or Ctrl-C; what is in flight is finished or returned to its queue.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        TributaryProcess process = TributaryProcess.start(options.open(), settings, AgentProgress.NONE);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            process.close();
                            stopped.countDown();
                        },
                        "stop"));
        spec.commandLine().getErr().println(banner(process, settings));
        stopped.await();
        return 0;
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

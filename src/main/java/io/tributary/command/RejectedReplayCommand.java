package io.tributary.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.projection.RejectedFilter;
import io.tributary.projection.RejectedReplay;
import io.tributary.projection.RejectedReplay.Skipped;
import io.tributary.projection.ReplayTrial;
import io.tributary.queue.SendFailedException;
import io.tributary.runtime.Home;
import io.tributary.runtime.RejectedAccess;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends rejected records to their topics again, after the definition was mended. */
@Command(
        name = "replay",
        description = {
            "Sends rejected records to the queue of their topic again, each with the version that it had, so that nothing newer is "
                    + "overwritten. Only the projection that rejected a record takes it. A record stays among the rejected ones until it is "
                    + "written; one that is rejected again stays with its new reason. Start the updater with the mended definition first.",
            "Exit code 0: all are sent (with --dry-run: would pass); 1: some are not; 2: it could not be done."
        },
        mixinStandardHelpOptions = true)
final class RejectedReplayCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids as 'rejected list' prints them.")
    List<String> ids = List.of();

    @Mixin
    RejectedFilterOptions filters = new RejectedFilterOptions();

    @Option(names = "--all", description = "All rejected records.")
    boolean all;

    @Option(
            names = "--dry-run",
            description =
                    "Send nothing; say how many the definitions of the home would take now, and why not the others.")
    boolean dryRun;

    @Option(names = "--again", description = "Also records that were sent before and have not been taken in yet.")
    boolean again;

    @Option(
            names = "--include-old",
            description =
                    "Also records that were read longer ago than tributary.tombstones.keep: a row that was deleted since comes back.")
    boolean old;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public Integer call() throws Exception {
        RejectedFilter filter = filters.selection(ids, all);
        Home home = options.open();
        if (dryRun) {
            try (RejectedAccess access = RejectedAccess.toDatabase(options.settings())) {
                return report(access.trial(home.definitions(), home.casts()).run(filter, again, old));
            }
        }
        try (RejectedAccess access = RejectedAccess.toDatabaseAndQueues(options.settings())) {
            return report(access.replay(home.definitions()).replay(filter, again, old));
        }
    }

    private int report(ReplayTrial.Result result) throws Exception {
        int failing =
                result.failing().values().stream().mapToInt(Integer::intValue).sum();
        if (json) {
            ObjectNode node =
                    mapper.createObjectNode().put("passing", result.passing()).put("failing", failing);
            node.set("reasons", RejectedListCommand.groups(mapper, result.failing()));
            print(node, result.skipped());
        } else {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%,d would pass, %,d would be rejected again%n", result.passing(), failing);
            result.failing()
                    .forEach((group, count) -> out.printf(
                            "%,9d  %s, %s: %s%n", count, group.topic(), group.projection(), group.problem()));
            print(out, result.skipped());
        }
        return failing == 0 && result.skipped().isEmpty() ? 0 : Tributary.WRONG;
    }

    private int report(RejectedReplay.Result result) throws Exception {
        SendFailedException failure = result.failure();
        if (json) {
            ObjectNode node =
                    mapper.createObjectNode().put("sent", result.sent()).put("failed", result.failed());
            print(node, result.skipped());
        } else {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "%,d %s sent again; 'tributary rejected list' shows those that are not written yet%n",
                    result.sent(), result.sent() == 1 ? "record" : "records");
            print(out, result.skipped());
        }
        if (failure != null) {
            spec.commandLine()
                    .getErr()
                    .printf("%,d were not sent and stay as they are: %s%n", result.failed(), failure.getMessage());
        }
        return result.failed() == 0 && result.skipped().isEmpty() ? 0 : Tributary.WRONG;
    }

    private static void print(PrintWriter out, Map<Skipped, Integer> skipped) {
        skipped.forEach((why, count) -> out.printf("%,9d  not sent: %s%n", count, why.meaning()));
        out.flush();
    }

    private void print(ObjectNode result, Map<Skipped, Integer> skipped) throws Exception {
        ObjectNode node = result.putObject("skipped");
        skipped.forEach((why, count) -> node.put(RejectedJson.lower(why), count));
        PrintWriter out = spec.commandLine().getOut();
        out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        out.flush();
    }
}

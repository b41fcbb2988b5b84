package io.tributary.command;

import com.mongodb.MongoTimeoutException;
import io.tributary.api.KeyText;
import io.tributary.definition.Definitions;
import io.tributary.definition.Nearest;
import io.tributary.record.Key;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import io.tributary.runtime.RunningQueues;
import io.tributary.runtime.Servers;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.Verification;
import io.tributary.runtime.VerifiedView;
import io.tributary.view.Comparison;
import io.tributary.view.Sample;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Recomputes single views from projections on a running system, tells what is in flight from what is wrong, and repairs by triggers. */
@Command(
        name = "verify",
        description = {
            "Recomputes single views from the projections, on a running system, and reports those that differ. A view that differs is "
                    + "in flight while the queues hold something that may lead to it; it is wrong when they have been empty since and "
                    + "it is still the same. It needs the addresses of MongoDB and of SQS; without that of SQS, what differs "
                    + "for as long as the patience lasts is taken to be wrong.",
            "Exit code 0: every view equals its recomputation; 1: some are wrong; 2: it could not be found out; 3: none is known to be "
                    + "wrong, some are still in flight."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    /** No view is known to be wrong, and some did not agree in time. */
    static final int IN_FLIGHT = 3;

    /** Where the driver's long message says why. */
    private static final Pattern REASON =
            Pattern.compile("(?:caused by \\{|Exception=)[\\w.$]+: ([^}]*?)\\.?(?:}|, servers)");

    @Mixin
    HomeOptions options = new HomeOptions();

    @Option(
            names = "--view",
            paramLabel = "NAME",
            description = "Only this view; may be given several times. Default: all.")
    List<String> views = List.of();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Only the view of this key, with all that differs; parts of a key are separated by commas. Needs one --view.")
    @Nullable
    String key;

    @Option(
            names = "--sample",
            paramLabel = "N|P%",
            description =
                    "Only a random choice of each view's keys: a number, or a share such as 5%%. All ids are read for it, and nothing else.")
    @Nullable
    String sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Another seed is another sample; the same seed is the same sample. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long to wait for views that differ while something is on its way to them. Default: ${DEFAULT-VALUE}. "
                            + "Amazon SQS has to show empty queues for a minute before a view counts as wrong, whatever the patience.")
    int patience = 10;

    @Option(
            names = "--repair",
            description = "Trigger what is wrong, and what has not changed while the patience lasted; then look again. "
                    + "The builders of the running system build it; this command writes no view.")
    boolean repair;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        if (settings.find(Setting.MONGODB_URI).isEmpty()) {
            throw new ConfigurationException(
                    "verify works on a running system: set MONGODB_URI (or " + Setting.MONGODB_URI.key()
                            + ") to its database. The demo says the address of its embedded one when it starts.");
        }
        Home home = options.open();
        Definitions definitions = home.definitions();
        List<String> chosen = chosen(definitions);
        Key one = key == null ? null : key(definitions, chosen);
        Sample choice = sample == null ? null : sample();
        try (Servers servers = Servers.ofRunningSystem(settings)) {
            reach(servers);
            RunningQueues queues = queues(definitions, servers, settings);
            if (queues != null) {
                queues.reach(chosen);
            }
            Verification verification =
                    new Verification(definitions, home.functions(), servers.database(), settings, queues);
            if (repair) {
                verification.repairing();
            }
            if (choice != null) {
                verification.sampling(choice);
            }
            return one == null
                    ? all(verification, chosen, queues != null)
                    : one(verification, chosen.get(0), one, queues != null);
        }
    }

    private @Nullable RunningQueues queues(Definitions definitions, Servers servers, Settings settings) {
        if (servers.hasSqs()) {
            return new RunningQueues(definitions, servers, settings);
        }
        if (repair) {
            throw new ConfigurationException("--repair sends triggers: set TRIBUTARY_SQS_ENDPOINT (or "
                    + Setting.SQS_ENDPOINT.key() + "), or AWS_REGION for Amazon SQS, to that of the running system");
        }
        return null;
    }

    private int all(Verification verification, List<String> chosen, boolean sawQueues) throws Exception {
        List<VerifiedView> results;
        try (@Nullable ProgressBar bar = Progress.bar("verify", "keys", verification.estimate(chosen))) {
            results = verification.run(chosen, Duration.ofSeconds(patience), bar == null ? count -> {} : bar::stepTo);
        }
        return report(new VerifyReport(results, sawQueues, sample));
    }

    private int one(Verification verification, String view, Key of, boolean sawQueues) throws Exception {
        VerifiedView result = verification.run(view, of, Duration.ofSeconds(patience));
        int exit = report(new VerifyReport(List.of(result), sawQueues, null));
        Comparison comparison = exit == 0 || json ? null : verification.compare(view, of);
        if (comparison != null) {
            PrintWriter out = spec.commandLine().getOut();
            VerifyReport.printWhole(out, comparison);
            out.flush();
        }
        return exit;
    }

    private int report(VerifyReport report) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        out.flush();
        return report.exitCode();
    }

    private List<String> chosen(Definitions definitions) {
        for (String view : views) {
            if (!definitions.views().containsKey(view)) {
                throw new ConfigurationException("--view: '" + view + "' is no single view"
                        + Nearest.hint(view, definitions.views().keySet()));
            }
        }
        return views.isEmpty() ? definitions.views().keySet().stream().sorted().toList() : views;
    }

    private Key key(Definitions definitions, List<String> chosen) {
        if (chosen.size() != 1) {
            throw new ParameterException(spec.commandLine(), "--key is a key of one view: name it with --view");
        }
        try {
            return KeyText.parse(definitions.source(chosen.get(0)).keyTypes(), String.valueOf(key));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--key: " + e.getMessage());
        }
    }

    private Sample sample() {
        try {
            return Sample.parse(String.valueOf(sample), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--sample: " + e.getMessage());
        }
    }

    /** One line instead of what the driver tells, which is long and names no setting. */
    private static void reach(Servers servers) {
        try {
            servers.database().runCommand(new Document("ping", 1));
        } catch (MongoTimeoutException e) {
            String told = String.valueOf(e.getMessage());
            Matcher reason = REASON.matcher(told);
            throw new ConfigurationException(
                    Setting.MONGODB_URI.key() + ": " + servers.mongoAddress() + " does not answer"
                            + (reason.find() ? ": " + reason.group(1) : ""),
                    e);
        }
    }
}

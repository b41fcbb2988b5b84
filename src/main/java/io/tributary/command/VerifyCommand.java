package io.tributary.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoTimeoutException;
import io.tributary.definition.Definitions;
import io.tributary.definition.Nearest;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import io.tributary.runtime.Servers;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.Verification;
import io.tributary.view.ViewVerifier;
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
import picocli.CommandLine.Spec;

/** Recomputes single views from projections on a running system and reports differences. */
@Command(
        name = "verify",
        description = {
            "Recomputes single views from the projections, on a running system, and reports every view that differs and keeps differing.",
            "Exit code 0: every view equals its recomputation; 1: some do not; 2: it could not be found out."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

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
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long a view that differs may take to catch up before it counts as wrong. Default: ${DEFAULT-VALUE}.")
    int patience = 10;

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
        for (String view : views) {
            if (!definitions.views().containsKey(view)) {
                throw new ConfigurationException("--view: '" + view + "' is no single view"
                        + Nearest.hint(view, definitions.views().keySet()));
            }
        }
        try (Servers servers = Servers.databaseOnly(settings);
                @Nullable ProgressBar bar = Progress.bar("verify", "views")) {
            reach(servers);
            Verification verification = new Verification(definitions, servers.database(), settings);
            List<ViewVerifier.Result> results = verification.run(
                    views.isEmpty()
                            ? definitions.views().keySet().stream().sorted().toList()
                            : views,
                    Duration.ofSeconds(patience),
                    bar == null ? count -> {} : bar::stepTo);
            return report(results);
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

    private int report(List<ViewVerifier.Result> results) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(results));
        } else {
            results.forEach(result -> print(out, result));
        }
        out.flush();
        return results.stream().allMatch(result -> result.differences().isEmpty()) ? 0 : Tributary.WRONG;
    }

    private static void print(PrintWriter out, ViewVerifier.Result result) {
        out.printf(
                "%s: %,d %s, %d missing, %d surplus, %d stale%n",
                result.view(),
                result.views(),
                result.views() == 1 ? "view" : "views",
                result.count(ViewVerifier.Kind.MISSING),
                result.count(ViewVerifier.Kind.SURPLUS),
                result.count(ViewVerifier.Kind.STALE));
        result.differences().stream().limit(SHOWN).forEach(difference -> out.println("  " + difference.describe()));
        if (result.differences().size() > SHOWN) {
            out.println("  and " + (result.differences().size() - SHOWN) + " more");
        }
    }

    private static String toJson(List<ViewVerifier.Result> results) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        for (ViewVerifier.Result result : results) {
            ObjectNode node = array.addObject().put("view", result.view()).put("views", result.views());
            ArrayNode differences = node.putArray("differences");
            result.differences().forEach(difference -> differences
                    .addObject()
                    .put("key", difference.key().toString())
                    .put("kind", difference.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .put("where", difference.describe()));
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array);
    }
}

package io.tributary.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tributary.projection.KeptRecord;
import io.tributary.projection.RejectedFilter;
import io.tributary.runtime.RejectedAccess;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows rejected records with all that is known of them. */
@Command(
        name = "show",
        description = {
            "Shows rejected records: reason, place in the source, versions, and the values as they came.",
            "Exit code 0: all are shown; 1: there is no such record; 2: it could not be found out."
        },
        mixinStandardHelpOptions = true)
final class RejectedShowCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids as 'rejected list' prints them.")
    List<String> ids = List.of();

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        RejectedFilter filter = new RejectedFilter(ids, null, null, null, null, null, null);
        try (RejectedAccess access = RejectedAccess.toDatabase(options.settings())) {
            List<KeptRecord> found = access.archive().newest(filter, ids.size());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                ObjectMapper mapper = new ObjectMapper();
                ArrayNode records = mapper.createArrayNode();
                found.forEach(record -> records.add(RejectedJson.of(record)));
                out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(records));
            } else {
                found.forEach(record -> print(out, record));
            }
            out.flush();
            return missing(found);
        }
    }

    private int missing(List<KeptRecord> found) {
        Set<String> missing = new HashSet<>(ids);
        found.forEach(record -> missing.remove(record.id()));
        missing.forEach(id -> spec.commandLine()
                .getErr()
                .println("there is no rejected record " + id + "; it may have been written or dropped meanwhile"));
        return missing.isEmpty() ? 0 : Tributary.WRONG;
    }

    private static void print(PrintWriter out, KeptRecord record) {
        out.println(record.id());
        line(out, "reason", record.reason());
        line(out, "topic", record.topic() + ", rejected by projection " + record.projection());
        line(out, "source", record.source() + (record.where().isEmpty() ? "" : ", " + record.where()));
        line(out, "operation", RejectedJson.lower(record.operation()));
        line(out, "read", record.readAt() + " (read sequence " + record.sequence() + ")");
        line(out, "rejected", rejected(record));
        if (record.replayedAt() != null) {
            line(out, "sent again", record.replayedAt() + ", and not taken in yet");
        }
        out.println("  values");
        record.values().forEach((name, value) -> out.println("    " + name + ": " + value));
    }

    private static String rejected(KeptRecord record) {
        return record.replays() == 0
                ? record.rejectedAt().toString()
                : "first " + record.firstRejectedAt() + ", last " + record.rejectedAt() + " after " + record.replays()
                        + (record.replays() == 1 ? " replay" : " replays");
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("  %-10s %s%n", name, value);
    }
}

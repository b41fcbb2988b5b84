package io.tributary.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.projection.KeptRecord;
import io.tributary.projection.RejectedArchive;
import io.tributary.projection.RejectedFilter;
import io.tributary.runtime.RejectedAccess;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts rejected records by their mistake, and lists the newest. */
@Command(
        name = "list",
        description = {
            "Counts rejected records per topic, projection and mistake, and lists the newest.",
            "Exit code 0: there are none; 1: there are some; 2: it could not be found out."
        },
        mixinStandardHelpOptions = true)
final class RejectedListCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    RejectedFilterOptions filters = new RejectedFilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Records to list, the newest first. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Option(names = "--count", description = "Only count.")
    boolean count;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        RejectedFilter filter = filters.filter(List.of());
        try (RejectedAccess access = RejectedAccess.toDatabase(options.settings())) {
            Map<RejectedArchive.Group, Integer> groups = access.archive().groups(filter);
            List<KeptRecord> newest =
                    count || limit < 1 ? List.of() : access.archive().newest(filter, limit);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(toJson(groups, newest));
            } else {
                print(out, groups, newest);
            }
            out.flush();
            return groups.isEmpty() ? 0 : Tributary.WRONG;
        }
    }

    private void print(PrintWriter out, Map<RejectedArchive.Group, Integer> groups, List<KeptRecord> newest) {
        if (groups.isEmpty()) {
            out.println("no rejected records");
            return;
        }
        out.printf("%,d rejected%n", sum(groups));
        groups.forEach((group, records) ->
                out.printf("%,9d  %s, %s: %s%n", records, group.topic(), group.projection(), group.problem()));
        if (!newest.isEmpty()) {
            out.printf("%nThe newest%s:%n", newest.size() < sum(groups) ? " " + newest.size() : "");
            newest.forEach(record -> out.printf(
                    "  %s  %s%s%s%n    %s%n",
                    record.id(),
                    record.rejectedAt(),
                    record.where().isEmpty() ? "" : "  " + record.where(),
                    record.replayedAt() == null ? "" : "  (sent again " + record.replayedAt() + ")",
                    record.reason()));
        }
    }

    private static int sum(Map<RejectedArchive.Group, Integer> groups) {
        return groups.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String toJson(Map<RejectedArchive.Group, Integer> groups, List<KeptRecord> newest) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode result = mapper.createObjectNode().put("rejected", sum(groups));
        result.set("groups", groups(mapper, groups));
        ArrayNode records = result.putArray("records");
        newest.forEach(record -> records.add(RejectedJson.of(record)));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result);
    }

    static ArrayNode groups(ObjectMapper mapper, Map<RejectedArchive.Group, Integer> groups) {
        ArrayNode list = mapper.createArrayNode();
        groups.forEach((group, count) -> list.addObject()
                .put("topic", group.topic())
                .put("projection", group.projection())
                .put("problem", group.problem())
                .put("records", count));
        return list;
    }
}

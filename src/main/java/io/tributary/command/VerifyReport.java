package io.tributary.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.runtime.VerifiedView;
import io.tributary.view.Comparison;
import java.io.PrintWriter;
import java.util.List;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/** What verify prints: text for people, JSON for programs. */
final class VerifyReport {

    private static final int SHOWN = 20;
    private static final int SHOWN_FIELDS = 100;
    private static final JsonWriterSettings INDENTED = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    private final List<VerifiedView> results;
    private final boolean sawQueues;
    private final @Nullable String sample;

    /**
     * A report.
     *
     * @param sawQueues whether the queues were looked at
     * @param sample what was asked for, where it was no more than a sample
     */
    VerifyReport(List<VerifiedView> results, boolean sawQueues, @Nullable String sample) {
        this.results = results;
        this.sawQueues = sawQueues;
        this.sample = sample;
    }

    private long wrong() {
        return results.stream().mapToLong(VerifiedView::wrong).sum();
    }

    private long inFlight() {
        return results.stream().mapToLong(VerifiedView::inFlight).sum();
    }

    int exitCode() {
        return wrong() > 0 ? Tributary.WRONG : inFlight() > 0 ? VerifyCommand.IN_FLIGHT : 0;
    }

    void print(PrintWriter out) {
        results.forEach(result -> print(out, result));
        out.println(conclusion());
    }

    private static void print(PrintWriter out, VerifiedView result) {
        out.printf(
                "%s: %,d %s, %d missing, %d surplus, %d stale%s%s%s%s%s%s%n",
                result.view(),
                result.views(),
                result.views() == 1 ? "view" : "views",
                result.count(Comparison.Kind.MISSING),
                result.count(Comparison.Kind.SURPLUS),
                result.count(Comparison.Kind.STALE),
                some(result.count(Comparison.Kind.TOO_LARGE), "too large"),
                some(result.count(Comparison.Kind.OVERFLOW), "beyond 64 bits"),
                some(result.count(Comparison.Kind.FAILED), "failed"),
                some(result.count(Comparison.Kind.INVALID), "not valid"),
                some(result.inFlight(), "in flight"),
                result.triggered() == 0
                        ? ""
                        : String.format(
                                "; %,d triggered, %,d of them equal now", result.triggered(), result.repaired()));
        List<VerifiedView.Difference> differences = result.differences();
        differences.stream().limit(SHOWN).forEach(difference -> out.println("  " + difference.describe()));
        long more = result.wrong() + result.inFlight() - Math.min(SHOWN, differences.size());
        if (more > 0) {
            out.printf("  and %,d more%n", more);
        }
    }

    private static String some(long count, String what) {
        return count == 0 ? "" : String.format(", %,d %s", count, what);
    }

    private String conclusion() {
        String of = sample == null ? "" : " in this sample (" + sample + " of each)";
        if (wrong() > 0) {
            String advice = sawQueues
                    ? "nothing is on its way to them"
                    : "what is on its way to them is not known: set TRIBUTARY_SQS_ENDPOINT or AWS_REGION";
            return String.format("%,d wrong%s; %s.", wrong(), of, advice);
        }
        if (inFlight() > 0) {
            return String.format(
                    "None is known to be wrong%s; %,d did not agree within the patience, while changes were still on their way.",
                    of, inFlight());
        }
        return "Every view" + of + " equals its recomputation.";
    }

    /** One view, with every field that differs and both documents. */
    static void printWhole(PrintWriter out, Comparison comparison) {
        comparison.fields(SHOWN_FIELDS).forEach(field -> out.println("  " + field));
        out.println("stored: " + json(comparison.stored()));
        out.println("recomputed: " + json(comparison.computed()));
    }

    private static String json(@Nullable Document document) {
        return document == null ? "nothing" : document.toJson(INDENTED);
    }

    String json() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        for (VerifiedView result : results) {
            ObjectNode node = array.addObject().put("view", result.view()).put("views", result.views());
            if (sample != null) {
                node.put("sample", sample);
            }
            for (Comparison.Kind kind : Comparison.Kind.values()) {
                node.put(kind.text(), result.count(kind));
            }
            node.put("in_flight", result.inFlight()).put("caught_up", result.caughtUp());
            node.put("triggered", result.triggered()).put("repaired", result.repaired());
            ArrayNode differences = node.putArray("differences");
            result.differences().forEach(difference -> differences
                    .addObject()
                    .put("key", difference.key().toString())
                    .put("kind", difference.kind().text())
                    .put("in_flight", difference.inFlight())
                    .put("where", difference.text()));
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array);
    }
}

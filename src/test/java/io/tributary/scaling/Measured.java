package io.tributary.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What the benchmark kept of Tributary on the database of {@code --engine uri}: medians of the runs.
 *
 * @param origin what it is, for the page
 * @param cores of the machine, which contestants and servers shared
 */
record Measured(
        String origin,
        int cores,
        Contest source,
        double billedPerRecord,
        Contest updates,
        Contest builds,
        List<Latency> latencies) {

    /** Where the benchmark keeps its results. */
    static final Path KEPT = Path.of("docs", "benchmarks", "data");

    /** Made up, in the benchmark's form, for as long as it has not run. */
    static final Path MADE_UP = Path.of("src", "test", "resources", "scaling", "made-up");

    private static final List<String> FILES = List.of("csv-queue-500", "queue-changed", "view-rebuild", "latency");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*");

    /**
     * Units of work a second, and CPU seconds of Tributary's process for one.
     */
    record Contest(double rate, double cpuSeconds) {}

    /** Seconds from source-visible to view-visible at a fixed rate of changes a second. */
    record Latency(double rate, double p50, double p99) {}

    /** Of the benchmark's own results where all that are needed are there, else of those made up. */
    static Measured read() throws IOException {
        boolean kept = FILES.stream().allMatch(name -> Files.exists(file(KEPT, name)));
        return read(kept ? KEPT : MADE_UP);
    }

    static Measured read(Path folder) throws IOException {
        JsonNode updates = json(folder, "queue-changed");
        JsonNode source = json(folder, "csv-queue-500");
        JsonNode facts = updates.at("/circumstances/facts");
        Matcher cores = NUMBER.matcher(facts.path("machine").asText());
        if (!cores.find()) {
            throw new IllegalStateException(file(folder, "queue-changed") + ": circumstances.facts.machine is '"
                    + facts.path("machine").asText() + "'; it has to begin with the number of cores");
        }
        return new Measured(
                folder.toString().replace('\\', '/') + ", of "
                        + facts.path("day").asText(),
                Integer.parseInt(cores.group()),
                contest(source),
                also(tributary(source), "billed chunks per million") / 1e6,
                contest(updates),
                contest(json(folder, "view-rebuild")),
                latencies(json(folder, "latency")));
    }

    boolean isMadeUp() {
        return origin.contains("made-up");
    }

    private static Contest contest(JsonNode kept) {
        JsonNode runs = tributary(kept);
        return new Contest(
                median(
                        runs,
                        run -> run.path("work").asDouble() / run.path("seconds").asDouble()),
                median(
                        runs,
                        run -> run.path("cpuSeconds").asDouble()
                                / run.path("work").asDouble()));
    }

    private static List<Latency> latencies(JsonNode kept) {
        List<Latency> all = new ArrayList<>();
        for (JsonNode contestant : kept.path("contestants")) {
            Matcher rate = NUMBER.matcher(contestant.path("name").asText());
            if (rate.find()) {
                JsonNode runs = contestant.path("runs");
                all.add(new Latency(
                        Double.parseDouble(rate.group().replace(",", "")),
                        also(runs, "p50, ms") / 1e3,
                        also(runs, "p99, ms") / 1e3));
            }
        }
        all.sort(Comparator.comparingDouble(Latency::rate));
        return all;
    }

    private static JsonNode tributary(JsonNode kept) {
        return StreamSupport.stream(kept.path("contestants").spliterator(), false)
                .filter(contestant -> contestant.path("name").asText().equals("Tributary"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(kept.path("id").asText() + " has no runs of Tributary"))
                .path("runs");
    }

    private static double also(JsonNode runs, String figure) {
        return median(runs, run -> Optional.ofNullable(run.path("also").get(figure))
                .map(JsonNode::asDouble)
                .orElseThrow(() -> new IllegalStateException("a run of the benchmark does not tell '" + figure + "'")));
    }

    private static double median(JsonNode runs, ToDoubleFunction<JsonNode> figure) {
        double[] sorted = StreamSupport.stream(runs.spliterator(), false)
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static JsonNode json(Path folder, String contest) throws IOException {
        return new ObjectMapper().readTree(file(folder, contest).toFile());
    }

    private static Path file(Path folder, String contest) {
        return folder.resolve(contest + "-uri.json");
    }
}

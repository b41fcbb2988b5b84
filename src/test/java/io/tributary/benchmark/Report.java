package io.tributary.benchmark;

import io.tributary.benchmark.Trial.Result;
import io.tributary.benchmark.Trial.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results of all runs as Markdown: medians, with the least and the most. */
final class Report {

    private final Map<Stage, Map<Contestant, List<Result>>> results = new LinkedHashMap<>();

    void add(Stage stage, Contestant contestant, Result result) {
        results.computeIfAbsent(stage, s -> new LinkedHashMap<>())
                .computeIfAbsent(contestant, c -> new ArrayList<>())
                .add(result);
    }

    /**
     * The page.
     *
     * @param circumstances machine, engines, command: one a line
     */
    String markdown(List<String> circumstances) {
        StringBuilder page = new StringBuilder("# Side by side: rows per second into projections\n\n");
        circumstances.forEach(line -> page.append("- ").append(line).append('\n'));
        results.forEach((stage, ofStage) -> {
            page.append("\n## ").append(title(stage)).append("\n\n");
            table(page, ofStage);
        });
        page.append("\n## How each is set\n\n");
        results.values().stream()
                .flatMap(ofStage -> ofStage.keySet().stream())
                .distinct()
                .forEach(c -> page.append("- *")
                        .append(c.name())
                        .append("*: ")
                        .append(c.settings())
                        .append(".\n"));
        return page.toString();
    }

    private static String title(Stage stage) {
        return switch (stage) {
            case FILE_TO_PROJECTION -> "From the file to the last row in the database and the queue empty";
            case QUEUE_TO_PROJECTION -> "From the full queue to the last row in the database and the queue empty";
        };
    }

    private static void table(StringBuilder page, Map<Contestant, List<Result>> ofStage) {
        page.append("| contestant | rows | rows/s, median (min - max) |");
        List<Contestant> others = ofStage.keySet().stream()
                .filter(c -> !(c instanceof TributaryContestant))
                .toList();
        others.forEach(c -> page.append(" x ").append(c.name()).append(" |"));
        page.append(" CPU of its process, µs/row |\n|---|---:|---:|")
                .append("---:|".repeat(others.size() + 1))
                .append('\n');
        ofStage.forEach((contestant, runs) -> {
            double rate = median(runs, Result::rowsPerSecond);
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f (%,.0f - %,.0f) |",
                    contestant.name(),
                    runs.get(0).rows(),
                    rate,
                    runs.stream().mapToDouble(Result::rowsPerSecond).min().orElseThrow(),
                    runs.stream().mapToDouble(Result::rowsPerSecond).max().orElseThrow()));
            others.forEach(other -> page.append(
                    String.format(Locale.ROOT, " %.2f |", rate / median(ofStage.get(other), Result::rowsPerSecond))));
            page.append(String.format(Locale.ROOT, " %.0f |%n", median(runs, Result::cpuMicrosPerRow)));
        });
    }

    private static double median(List<Result> runs, ToDoubleFunction<Result> number) {
        double[] sorted = runs.stream().mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

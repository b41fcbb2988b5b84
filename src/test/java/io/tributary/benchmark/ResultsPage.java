package io.tributary.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The page: for each contest a table of medians with their spread. */
final class ResultsPage {

    private ResultsPage() {}

    static Path write(Path folder, ObjectMapper json) throws IOException {
        StringBuilder page = new StringBuilder("# Results\n");
        List<Path> files;
        try (Stream<Path> data = Files.list(folder.resolve("data"))) {
            files = data.sorted().toList();
        }
        for (Path file : files) {
            Results.Kept kept = json.readValue(file.toFile(), Results.Kept.class);
            page.append("\n## ")
                    .append(kept.title())
                    .append(", ")
                    .append(kept.circumstances().engine())
                    .append("\n\n");
            page.append(kept.question())
                    .append("\n\n| contestant | ")
                    .append(kept.unit())
                    .append("/s | CPU, µs |\n|---|---:|---:|\n");
            for (Results.Kept.Contestant contestant : kept.contestants()) {
                page.append(String.format(
                        Locale.ROOT,
                        "| %s | %,.0f | %.1f |%n",
                        contestant.name(),
                        median(contestant.runs(), Contest.Measured::rate),
                        median(contestant.runs(), run -> run.cpuSeconds() * 1e6 / run.work())));
            }
        }
        return Files.writeString(folder.resolve("results.md"), page);
    }

    static double median(List<Contest.Measured> runs, ToDoubleFunction<Contest.Measured> number) {
        double[] sorted = runs.stream().mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

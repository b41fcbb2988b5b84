package io.tributary.benchmark;

import io.tributary.benchmark.Results.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One SVG per contest and engine: bars of rates, or lines where the id begins with {@code latency} or {@code growth} and the contestants differ in
 * a number.
 */
record ResultPlots(Path folder) {

    /** Writes them, and removes those of contests that are no longer kept. */
    void write(List<Kept> all) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old :
                    files.filter(path -> path.toString().endsWith(".svg")).toList()) {
                Files.delete(old);
            }
        }
        for (Kept contest : all) {
            write(contest, folder.resolve(contest.fileName() + ".svg"));
        }
    }

    private static void write(Kept contest, Path file) throws IOException {
        Optional<LinePlot> lines = lines(contest);
        if (lines.isPresent()) {
            SvgChart.write(lines.get().chart(), LinePlot.HEIGHT, file);
        } else {
            BarPlot bars = new BarPlot(contest);
            SvgChart.write(bars.chart(), bars.height(), file);
        }
    }

    private static Optional<LinePlot> lines(Kept contest) {
        if (contest.isOfRates()) {
            return LinePlot.latency(contest);
        }
        return contest.id().startsWith("growth") ? LinePlot.growth(contest) : Optional.empty();
    }
}

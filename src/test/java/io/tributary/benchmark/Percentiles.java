package io.tributary.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exact percentiles of how long changes took, in milliseconds. */
final class Percentiles {

    private final double[] sorted;

    private Percentiles(double[] sorted) {
        this.sorted = sorted;
    }

    static Percentiles of(List<ViewWatch.Seen> changes) {
        return new Percentiles(changes.stream()
                .mapToDouble(change -> (change.end() - change.start()) / 1e6)
                .sorted()
                .toArray());
    }

    /** The least value that is not exceeded by that share of all. */
    double at(double share) {
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }

    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("p50, ms", at(0.5));
        figures.put("p95, ms", at(0.95));
        figures.put("p99, ms", at(0.99));
        figures.put("max, ms", at(1));
        return figures;
    }
}

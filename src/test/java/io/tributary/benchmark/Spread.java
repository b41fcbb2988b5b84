package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What several runs came to. Runs that could not tell (NaN) do not count; where none could, all three are NaN. */
record Spread(double median, double least, double most) {

    static Spread of(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        double[] sorted = runs.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    static Spread rate(Results.Kept.Contestant contestant) {
        return of(contestant.runs(), Measured::rate);
    }

    /** Of a figure that runs tell beside their rate; NaN where none tells it. */
    static Spread also(Results.Kept.Contestant contestant, String figure) {
        return of(contestant.runs(), run -> run.also().getOrDefault(figure, Double.NaN));
    }
}

package io.tributary.scaling;

import java.util.TreeMap;

/** Times, each as often as it is said to have been. */
final class Percentiles {

    private final TreeMap<Double, Double> counts = new TreeMap<>();
    private double total;
    private double sum;

    void add(double seconds, double count) {
        counts.merge(seconds, count, Double::sum);
        total += count;
        sum += seconds * count;
    }

    double count() {
        return total;
    }

    double mean() {
        return sum / total;
    }

    /** The least time that this share of all did not exceed; NaN of nothing. */
    double at(double share) {
        double seen = 0;
        for (var entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= share * total) {
                return entry.getKey();
            }
        }
        return Double.NaN;
    }
}

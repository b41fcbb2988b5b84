package io.tributary.chaos;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing was done, by its name. */
final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String what) {
        add(what, 1);
    }

    synchronized void add(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    synchronized long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}

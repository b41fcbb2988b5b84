package io.tributary.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that a person sees all of it at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void report(Place place, String message) {
        found.add(new Problem(place, message));
    }

    /** How many there are so far: a reader compares before and after to know whether its part is whole. */
    int count() {
        return found.size();
    }

    /** In the order of files and lines. */
    List<Problem> sorted() {
        Comparator<Problem> byFile =
                Comparator.comparing(problem -> problem.place().file());
        return found.stream()
                .sorted(byFile.thenComparing(problem -> problem.place().line()))
                .toList();
    }
}

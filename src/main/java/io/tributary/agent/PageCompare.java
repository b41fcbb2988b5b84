package io.tributary.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The comparison of one page with its table: what was found, and which rows that were known are still looked for. Rows that a
 * first query does not give are suspects and no more: they are looked up by their key before a delete is published, so that
 * neither the database's order of keys nor a row that came back has to be guessed at.
 */
final class PageCompare {

    private final ComparePage before;
    private final Map<List<Object>, String> found = new LinkedHashMap<>();
    private final Set<List<Object>> foundMissing = new HashSet<>();
    private final Map<List<Object>, String> suspects;

    PageCompare(ComparePage before) {
        this.before = before;
        this.suspects = new LinkedHashMap<>(before.rows());
    }

    ComparePage before() {
        return before;
    }

    /**
     * A row is in the table.
     *
     * @return whether it is new or not what was published last
     */
    boolean found(List<Object> key, String print) {
        suspects.remove(key);
        found.put(key, print);
        return !print.equals(before.rows().get(key));
    }

    /** The page with the keys that are about to be published for the first time; nothing is known of their content. */
    ComparePage intended() {
        Map<List<Object>, String> rows = new LinkedHashMap<>(before.rows());
        found.keySet().forEach(key -> rows.putIfAbsent(key, ""));
        Set<List<Object>> missing = new HashSet<>();
        rows.keySet().stream().filter(before::wasMissing).forEach(missing::add);
        return new ComparePage(before.after(), before.upTo(), rows, missing);
    }

    boolean hasSuspects() {
        return !suspects.isEmpty();
    }

    List<List<Object>> suspects(int atMost) {
        return suspects.keySet().stream().limit(atMost).toList();
    }

    /** A suspect is in the table after all: it came back, and the next poll finds it as it is. It stays known until then. */
    void cameBack(List<Object> key) {
        suspects.remove(key);
        found.put(key, "");
    }

    /** A suspect is gone, and its delete is published. */
    void deleted(List<Object> key) {
        suspects.remove(key);
    }

    /** A suspect is gone, and its delete waits for the next poll. */
    void postponed(List<Object> key) {
        String print = suspects.remove(key);
        if (print != null) {
            found.put(key, print);
            foundMissing.add(key);
        }
    }

    List<List<Object>> postponed() {
        return List.copyOf(foundMissing);
    }

    /** The page as it is now. */
    ComparePage after() {
        return new ComparePage(before.after(), before.upTo(), found, foundMissing);
    }

    /**
     * The page up to the last row that was found, and the rest behind it, with all that was not found yet.
     *
     * @return two pages
     */
    List<ComparePage> split(List<Object> lastFound) {
        Set<List<Object>> stillMissing = new HashSet<>();
        suspects.keySet().stream().filter(before::wasMissing).forEach(stillMissing::add);
        List<ComparePage> pages = new ArrayList<>(2);
        pages.add(new ComparePage(before.after(), lastFound, found, new HashSet<>()));
        pages.add(new ComparePage(lastFound, before.upTo(), new LinkedHashMap<>(suspects), stillMissing));
        return pages;
    }
}

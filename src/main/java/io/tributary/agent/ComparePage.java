package io.tributary.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was published of the rows whose key is within one range of a table, (after, upTo]: their fingerprints. The pages of a
 * table cover all keys; each is an entry of the checkpoint store, found by where it begins, which is where the one before it
 * ends. So a page can be replaced alone, and an entry that a crash left behind is never reached.
 */
final class ComparePage {

    private final @Nullable List<Object> after;
    private final @Nullable List<Object> upTo;
    private final Map<List<Object>, String> rows;
    private final Set<List<Object>> missing;

    /**
     * A page.
     *
     * @param rows the fingerprint of each key
     * @param missing those of the keys that were not found by the last poll
     */
    ComparePage(
            @Nullable List<Object> after,
            @Nullable List<Object> upTo,
            Map<List<Object>, String> rows,
            Set<List<Object>> missing) {
        this.after = after;
        this.upTo = upTo;
        this.rows = rows;
        this.missing = missing;
    }

    /** A page of which nothing is known, open to the end of the table. */
    static ComparePage unknown(@Nullable List<Object> after) {
        return new ComparePage(after, null, new LinkedHashMap<>(), new HashSet<>());
    }

    /** The name of the page that begins behind a key, or at the beginning of the table. */
    static String id(String agent, @Nullable List<Object> after) {
        return agent + "/page/"
                + (after == null ? "first" : Fingerprint.of(encoded(after)).text());
    }

    String id(String agent) {
        return id(agent, after);
    }

    static ComparePage load(CheckpointStore store, String agent, @Nullable List<Object> after) {
        Map<String, Object> entry = store.load(id(agent, after));
        if (entry == null) {
            return unknown(after);
        }
        Map<List<Object>, String> rows = new LinkedHashMap<>();
        List<?> keys = (List<?>) Objects.requireNonNull(entry.get("keys"));
        List<?> prints = (List<?>) Objects.requireNonNull(entry.get("prints"));
        for (int i = 0; i < keys.size(); i++) {
            rows.put(decoded((List<?>) keys.get(i)), prints.get(i).toString());
        }
        Set<List<Object>> missing = new HashSet<>();
        ((List<?>) entry.getOrDefault("missing", List.of())).forEach(key -> missing.add(decoded((List<?>) key)));
        return new ComparePage(after, entry.get("upTo") instanceof List<?> upTo ? decoded(upTo) : null, rows, missing);
    }

    void save(CheckpointStore store, String agent) {
        Map<String, Object> entry = new HashMap<>();
        if (after != null) {
            entry.put("after", encoded(after));
        }
        if (upTo != null) {
            entry.put("upTo", encoded(upTo));
        }
        entry.put("keys", rows.keySet().stream().map(ComparePage::encoded).toList());
        entry.put("prints", new ArrayList<>(rows.values()));
        if (!missing.isEmpty()) {
            entry.put("missing", missing.stream().map(ComparePage::encoded).toList());
        }
        store.save(id(agent), entry);
    }

    @Nullable
    List<Object> after() {
        return after;
    }

    @Nullable
    List<Object> upTo() {
        return upTo;
    }

    Map<List<Object>, String> rows() {
        return rows;
    }

    boolean wasMissing(List<Object> key) {
        return missing.contains(key);
    }

    boolean isSame(ComparePage other) {
        return rows.equals(other.rows) && missing.equals(other.missing) && Objects.equals(upTo, other.upTo);
    }

    /** This page and the one behind it as one. */
    ComparePage with(ComparePage next) {
        Map<List<Object>, String> allRows = new LinkedHashMap<>(rows);
        allRows.putAll(next.rows);
        Set<List<Object>> allMissing = new HashSet<>(missing);
        allMissing.addAll(next.missing);
        return new ComparePage(after, next.upTo, allRows, allMissing);
    }

    static List<String> encoded(List<Object> key) {
        return key.stream().map(TypedValue::encode).toList();
    }

    static List<Object> decoded(List<?> key) {
        return key.stream().map(part -> TypedValue.decode(part.toString())).toList();
    }
}

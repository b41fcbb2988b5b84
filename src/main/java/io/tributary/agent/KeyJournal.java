package io.tributary.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a {@link JdbcAgent} publishes, for the agent that publishes its deletes: without them a row that comes and goes
 * between two walks of that agent would never be deleted. Written by the one before it publishes, read and emptied by the
 * other; each entry and each of the two counters has one writer.
 */
final class KeyJournal {

    private final CheckpointStore store;
    private final String id;

    /** The journal that is kept for the agent of that name. */
    KeyJournal(CheckpointStore store, String deletesAgent) {
        this.store = store;
        this.id = deletesAgent + "/journal";
    }

    /**
     * Keys to look up.
     *
     * @param missing whether they were looked up before, and not found
     */
    record Entry(List<List<Object>> keys, boolean missing) {}

    void append(List<List<Object>> keys) {
        long next = next();
        put(next, new Entry(keys, false));
        store.save(id + "/next", Map.of("next", next + 1));
    }

    /** The number behind the last entry. */
    long next() {
        return number("/next");
    }

    /** The number of the first entry that is not done with. */
    long first() {
        return number("/first");
    }

    void first(long number) {
        store.save(id + "/first", Map.of("next", number));
    }

    @Nullable
    Entry get(long number) {
        Map<String, Object> stored = store.load(id + "/" + number);
        if (stored == null) {
            return null;
        }
        List<?> keys = (List<?>) Objects.requireNonNull(stored.get("keys"));
        return new Entry(
                keys.stream().map(key -> ComparePage.decoded((List<?>) key)).toList(),
                Boolean.TRUE.equals(stored.get("missing")));
    }

    void put(long number, Entry entry) {
        Map<String, Object> stored = new HashMap<>();
        stored.put("keys", entry.keys().stream().map(ComparePage::encoded).toList());
        stored.put("missing", entry.missing());
        store.save(id + "/" + number, stored);
    }

    void remove(long number) {
        store.delete(id + "/" + number);
    }

    private long number(String counter) {
        Map<String, Object> stored = store.load(id + counter);
        return stored != null && stored.get("next") instanceof Number number ? number.longValue() : 0;
    }
}

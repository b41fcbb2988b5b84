package io.tributary.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Checkpoints that live as long as the test. */
final class MemoryCheckpoints implements CheckpointStore {

    final Map<String, Map<String, Object>> entries = new TreeMap<>();

    @Override
    public synchronized Map<String, Object> load(String id) {
        Map<String, Object> entry = entries.get(id);
        return entry == null ? null : new HashMap<>(entry);
    }

    /** What every save ends with, if a test says so. */
    volatile RuntimeException refusal;

    @Override
    public synchronized void save(String id, Map<String, Object> entry) {
        if (refusal != null) {
            throw refusal;
        }
        entries.put(id, Map.copyOf(entry));
    }

    @Override
    public synchronized void delete(String id) {
        entries.remove(id);
    }

    synchronized long pages(String agent) {
        return entries.keySet().stream()
                .filter(id -> id.startsWith(agent + "/page/"))
                .count();
    }
}

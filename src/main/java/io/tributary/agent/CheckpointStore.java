package io.tributary.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What agents remember between polls and restarts. An entry is JSON-like: text, Long, Boolean, lists and maps of these. It
 * never holds a secret. The agent's name is the start of each of its ids, and only the agent itself writes them.
 */
public interface CheckpointStore {

    /** The entry of that id, or null if there is none. */
    @Nullable
    Map<String, Object> load(String id);

    /** Stores the entry, replacing what was there. Returns when it is durable. */
    void save(String id, Map<String, Object> entry);

    /** Removes the entry, if there is one. */
    void delete(String id);
}

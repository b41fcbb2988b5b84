package io.tributary.explain;

import io.tributary.definition.FlowYaml;
import io.tributary.runtime.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What stands in a definition's file, key by key: whatever a definition can say is shown in its own words, also what this package
 * has never heard of.
 */
final class Source {

    private final Map<?, ?> keys;

    private Source(Map<?, ?> keys) {
        this.keys = keys;
    }

    /** Reads a file that was read as a definition before, and so is right. */
    static Source of(Home home, String file) {
        try {
            Object root = new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(home.dir().resolve(file)));
            return new Source(root instanceof Map<?, ?> map ? map : Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The map below a key; empty where there is something else, or nothing. */
    Source below(String key) {
        Object value = keys.get(key);
        return new Source(value instanceof Map<?, ?> map ? map : Map.of());
    }

    /** What stands there, as {@code key: value, key: value}, without these keys. */
    String without(Set<String> keysOfOthers) {
        List<String> found = new ArrayList<>();
        keys.forEach((key, value) -> {
            if (!keysOfOthers.contains(String.valueOf(key))) {
                found.add(key + ": " + FlowYaml.of(value));
            }
        });
        return String.join(", ", found);
    }
}

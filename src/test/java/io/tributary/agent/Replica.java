package io.tributary.agent;

import io.tributary.record.Operation;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The model of a projection: of each key, the record with the highest (version, sequence), in whatever order they come. */
final class Replica {

    private final String[] key;
    private final @Nullable String version;
    private final Map<String, FakeQueue.Row> latest = new HashMap<>();

    Replica(@Nullable String version, String... key) {
        this.version = version;
        this.key = key;
    }

    void apply(List<FakeQueue.Row> rows) {
        for (FakeQueue.Row row : rows) {
            latest.merge(key(row.values(), key), row, (one, other) -> isLater(other, one) ? other : one);
        }
    }

    Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        latest.forEach((id, row) -> {
            if (row.operation() == Operation.UPSERT) {
                rows.put(id, new TreeMap<>(row.values()).toString());
            }
        });
        return rows;
    }

    private boolean isLater(FakeQueue.Row one, FakeQueue.Row other) {
        int byVersion = version == null ? 0 : time(one).compareTo(time(other));
        return byVersion != 0 ? byVersion > 0 : one.sequence() > other.sequence();
    }

    private LocalDateTime time(FakeQueue.Row row) {
        return LocalDateTime.parse(String.valueOf(row.values().get(version)));
    }

    static String key(Map<String, Object> values, String... key) {
        StringBuilder id = new StringBuilder();
        for (String column : key) {
            id.append(values.get(column)).append('|');
        }
        return id.toString();
    }
}

package io.tributary.view;

import io.tributary.projection.BsonValues;
import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The live base documents of some views. Where the key is not that of the base, several may have it: then no view can be built. */
final class Bases {

    /** Base documents that a refusal names. */
    private static final int NAMED = 5;

    private final ViewNode base;
    private final Map<Key, Row> found = new HashMap<>();
    private final Map<Key, List<Object>> several = new HashMap<>();

    Bases(ViewNode base) {
        this.base = base;
    }

    /** Adds a row; returns whether it is the first of its key. */
    boolean add(Key key, Row row) {
        Row first = found.putIfAbsent(key, row);
        if (first != null) {
            List<Object> ids = several.computeIfAbsent(key, missing -> new ArrayList<>(List.of(first.id())));
            if (ids.size() <= NAMED) {
                ids.add(row.id());
            }
        }
        return first == null;
    }

    /** The rows by the key of the view, without those of which a key has several. */
    Map<Key, Row> rows() {
        found.keySet().removeAll(several.keySet());
        return found;
    }

    /** Why there is no view of the others. */
    Map<Key, Refusal> refused() {
        Map<Key, Refusal> refused = new HashMap<>();
        several.forEach((key, ids) -> {
            List<String> named = ids.stream()
                    .limit(NAMED)
                    .map(id -> BsonValues.key(base.source(), id).toString())
                    .sorted()
                    .toList();
            String names = String.join(", ", named) + (ids.size() > NAMED ? " ..." : "");
            refused.put(
                    key,
                    new Refusal(
                            Refusal.Reason.AMBIGUOUS,
                            "several documents of " + base.source().name() + " have it: " + names
                                    + "; a view has one base document"));
        });
        return refused;
    }
}

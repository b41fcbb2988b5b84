package io.tributary.agent;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was published of the rows that polls read again and again, the overlap: by key, the fingerprint of the content. The key
 * matters: a row that goes from A to B and back to A within one tick of its version has to be published three times.
 *
 * <p>Bounded: the keys that were not seen for longest are forgotten, and published again if they are read again.
 */
final class PublishedRows {

    private final Map<Object, Fingerprint> published;
    private final Map<Object, Fingerprint> unconfirmed = new HashMap<>();

    PublishedRows(int capacity) {
        this.published = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<Object, Fingerprint> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Whether this content is what was published last of this key; if it is not, it is noted as about to be. */
    boolean isKnown(List<Object> key, @Nullable Object[] values) {
        Object id = id(key);
        Fingerprint content = Fingerprint.of(values);
        Fingerprint last = unconfirmed.get(id);
        if (content.equals(last == null ? published.get(id) : last)) {
            return true;
        }
        unconfirmed.put(id, content);
        return false;
    }

    /** This key is published with a content that nobody will read again: what was known of it counts no more. */
    void forget(List<Object> key) {
        if (!published.isEmpty() || !unconfirmed.isEmpty()) {
            Object id = id(key);
            published.remove(id);
            unconfirmed.remove(id);
        }
    }

    /** The key itself where it is one number, as most are; else of a length that does not depend on it. */
    private static Object id(List<Object> key) {
        return key.size() == 1 && key.get(0) instanceof Long number ? number : Fingerprint.of(key);
    }

    /** What was noted is published. */
    void confirm() {
        published.putAll(unconfirmed);
        unconfirmed.clear();
    }

    /** Nobody knows whether what was noted is published: what is known of these keys counts no more. */
    void doubt() {
        unconfirmed.keySet().forEach(published::remove);
        unconfirmed.clear();
    }
}

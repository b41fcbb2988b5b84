package io.tributary.demo;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one field of one single view will say.
 *
 * @param path  the field; through an array it means the field of each element: {@code orders.orderId}
 * @param value text, or a whole number (compared by value, whatever its class)
 */
public record Expectation(String view, Object key, String path, Kind kind, Object value) {

    /** How the field and the value have to stand to each other. */
    public enum Kind {
        /** The field, or some element of the array, has the value. */
        HAS,
        /** Nothing at the path has the value; so it is, too, where there is no document. */
        LACKS
    }

    static Expectation has(String view, Object key, String path, Object value) {
        return new Expectation(view, key, path, Kind.HAS, value);
    }

    static Expectation lacks(String view, Object key, String path, Object value) {
        return new Expectation(view, key, path, Kind.LACKS, value);
    }

    /** Whether the document says so; null where there is none. */
    public boolean isMetBy(@Nullable Map<String, ?> document) {
        boolean found = document != null && values(document, path).anyMatch(this::isValue);
        return found == (kind == Kind.HAS);
    }

    private boolean isValue(Object found) {
        if (found instanceof Number a && value instanceof Number b) {
            return a.longValue() == b.longValue();
        }
        return found.equals(value);
    }

    private static Stream<?> values(@Nullable Object node, String path) {
        if (node == null) {
            return Stream.empty();
        }
        if (node instanceof Collection<?> elements) {
            return elements.stream().flatMap(e -> values(e, path));
        }
        if (path.isEmpty()) {
            return Stream.of(node);
        }
        int dot = path.indexOf('.');
        String field = dot < 0 ? path : path.substring(0, dot);
        return node instanceof Map<?, ?> map
                ? values(map.get(field), dot < 0 ? "" : path.substring(dot + 1))
                : Stream.empty();
    }
}

package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dotted path whose values are indexed, one per element where the path meets an array. Nulls are not indexed. */
final class IndexedPath {

    private final String path;
    private final String[] fields;

    IndexedPath(String path) {
        this.path = path;
        this.fields = path.split("\\.", -1);
    }

    /** Whether a path names no array position ({@code a.0.b}); such paths are left to a full scan. */
    static boolean canIndex(String path) {
        return path.chars().noneMatch(c -> c == '$') && !path.matches("(.*\\.)?\\d+(\\..*)?");
    }

    @Override
    public String toString() {
        return path;
    }

    /** The values of the path in a document, in the order of the document, possibly repeated. */
    List<Object> values(Document document) {
        List<Object> values = new ArrayList<>(1);
        collect(document, 0, values);
        return values;
    }

    private void collect(@Nullable Object value, int depth, List<Object> values) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(element -> collectOne(element, depth, values));
        } else {
            collectOne(value, depth, values);
        }
    }

    private void collectOne(@Nullable Object value, int depth, List<Object> values) {
        if (depth == fields.length) {
            if (value != null) {
                values.add(value);
            }
        } else if (value instanceof Document document) {
            collect(document.get(fields[depth]), depth + 1, values);
        }
    }
}

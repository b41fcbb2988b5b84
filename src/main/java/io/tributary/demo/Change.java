package io.tributary.demo;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made to a system of record, and how one sees in the single views that it has arrived.
 *
 * @param description for people, such as "customer 17 moves to FRANCE"
 * @param expected    what the views will say, at least one thing; all of it together means that the change has arrived
 */
public record Change(String description, List<Expectation> expected) {

    public Change {
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("change '" + description + "' can be seen nowhere");
        }
        expected = List.copyOf(expected);
    }

    /** The view to show: that of the first expectation. */
    public String view() {
        return expected.get(0).view();
    }

    /** The key of the view to show. */
    public Object key() {
        return expected.get(0).key();
    }

    /** Whether all of it has arrived; the views are asked for by name and key, and answer null where there is none. */
    public boolean isShownBy(BiFunction<String, Object, ? extends @Nullable Map<String, ?>> views) {
        return expected.stream().allMatch(e -> e.isMetBy(views.apply(e.view(), e.key())));
    }
}

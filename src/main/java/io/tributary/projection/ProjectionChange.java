package io.tributary.projection;

import io.tributary.queue.Reasons;
import io.tributary.record.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * "This key changed, and these are the references that it holds and held": all that the way back to the views needs.
 *
 * @param references per reference field the present and past values, as BSON values
 * @param touched the fields that are another: views that read none of them need not be built
 */
public record ProjectionChange(Key key, Map<String, List<Object>> references, Touched touched) {

    private static final int NAMED = 10;

    /** A change of which nothing is known but that there was one. */
    public ProjectionChange(Key key, Map<String, List<Object>> references) {
        this(key, references, Touched.ALL);
    }

    /** The failure of a message for some of its changes, that names their keys; the message's other changes went their way. */
    public static IllegalStateException failed(
            String projection, List<Map.Entry<ProjectionChange, Exception>> failing) {
        Exception why = failing.get(0).getValue();
        String keys = failing.stream()
                .limit(NAMED)
                .map(failed -> failed.getKey().key().toString())
                .collect(Collectors.joining(", "));
        return new IllegalStateException(
                "projection " + projection + ", " + (failing.size() == 1 ? "key " : failing.size() + " keys ") + keys
                        + (failing.size() > NAMED ? " ..." : "") + ": " + Reasons.of(why),
                why);
    }
}

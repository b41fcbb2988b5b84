package io.tributary.projection;

import io.tributary.record.Key;
import java.util.List;
import java.util.Map;

/**
 * "This key changed, and these are the references that it holds and held": all that the way back to the views needs.
 *
 * @param references per reference field the present and past values, as BSON values
 */
public record ProjectionChange(Key key, Map<String, List<Object>> references) {}

package io.tributary.cast;

import io.tributary.definition.HexId;
import java.util.Map;

/** MongoDB's identifiers: 24 hexadecimal digits, also as its exports have them: <code>{"$oid": "..."}</code>. */
final class HexIdCast implements ValueCast {

    @Override
    public Object cast(Object value) {
        if (value instanceof HexId) {
            return value;
        }
        Object id = value instanceof Map<?, ?> map && map.size() == 1 ? map.get("$oid") : value;
        try {
            if (id instanceof String text) {
                return new HexId(text);
            }
        } catch (IllegalArgumentException e) {
            throw failure(value);
        }
        throw failure(value);
    }

    private static CastFailure failure(Object value) {
        return CastFailure.of(value, "is not an objectId: 24 hexadecimal digits");
    }
}

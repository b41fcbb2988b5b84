package io.tributary.record;

import java.util.List;

/**
 * The key of a projection or of a single view: the values of its key fields, in declared order, never null. The types are
 * those of {@code FieldType}; decimals come without trailing zeros, so that equal keys are equal objects.
 */
public record Key(List<Object> parts) {

    public Key {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a key needs at least one part");
        }
        parts = List.copyOf(parts);
    }

    public static Key of(Object... parts) {
        return new Key(List.of(parts));
    }

    @Override
    public String toString() {
        return parts.size() == 1 ? parts.get(0).toString() : parts.toString();
    }
}

package io.tributary.runtime.embedded;

import io.tributary.runtime.embedded.ValueOrder.Edge;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code $gt}, {@code $gte}, {@code $lt} and {@code $lte} leave of a path's values. It never leaves one BSON type. */
record ValueRange(Object low, boolean lowIncluded, Object high, boolean highIncluded) {

    /** All values of the type of this one. */
    static ValueRange ofTypeOf(Object value) {
        return new ValueRange(Edge.below(value), true, Edge.above(value), true);
    }

    /** This range cut by one operator; null if the operator is no bound, or one of another type. */
    @Nullable
    ValueRange cut(String operator, Object bound) {
        if (!ValueOrder.sameType(low, bound)) {
            return null;
        }
        return switch (operator) {
            case "$gt" -> from(bound, false);
            case "$gte" -> from(bound, true);
            case "$lt" -> to(bound, false);
            case "$lte" -> to(bound, true);
            default -> null;
        };
    }

    private ValueRange from(Object bound, boolean included) {
        int tighter = ValueOrder.INSTANCE.compare(bound, low);
        if (tighter < 0) {
            return this;
        }
        return new ValueRange(bound, included && (tighter > 0 || lowIncluded), high, highIncluded);
    }

    private ValueRange to(Object bound, boolean included) {
        int tighter = ValueOrder.INSTANCE.compare(high, bound);
        if (tighter < 0) {
            return this;
        }
        return new ValueRange(low, lowIncluded, bound, included && (tighter > 0 || highIncluded));
    }

    /** The part of an ordered map that lies in this range. */
    <V> NavigableMap<@Nullable Object, V> of(NavigableMap<@Nullable Object, V> map) {
        if (ValueOrder.INSTANCE.compare(low, high) > 0) {
            return new TreeMap<>(Collections.emptyMap());
        }
        return map.subMap(low, lowIncluded, high, highIncluded);
    }
}

package io.tributary.view;

import org.jspecify.annotations.Nullable;

/**
 * What a view reads of one stored document, by position. A chunk of views is made of thousands of documents that are all read before
 * the first view is assembled; as maps by name they were several times as large, and to look into them was most of what assembling cost
 * (docs/decisions/0037).
 */
final class Row {

    private final Object id;
    private final boolean deleted;
    private final @Nullable Object[] values;

    /**
     * A row.
     *
     * @param id as {@link RowCodec} reads it
     * @param values of the fields of {@link ViewNode#fields()}, in that order; null for what is missing
     */
    Row(Object id, boolean deleted, @Nullable Object[] values) {
        this.id = id;
        this.deleted = deleted;
        this.values = values;
    }

    /** The {@code _id}: of a base document as it was stored; of a joined one, where it is composite, an array of its parts. */
    Object id() {
        return id;
    }

    /** Whether the document is a tombstone. */
    boolean isDeleted() {
        return deleted;
    }

    /**
     * The stored value of a field.
     *
     * @param position by {@link ViewNode#position}
     */
    @Nullable
    Object get(int position) {
        return values[position];
    }

    int size() {
        return values.length;
    }

    /** The order of keys, part by part. */
    static int byKey(Row left, Row right) {
        Object[] parts = parts(left.id);
        Object[] others = parts(right.id);
        for (int i = 0; i < Math.min(parts.length, others.length); i++) {
            int order = BsonOrder.INSTANCE.compare(parts[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.length, others.length);
    }

    private static Object[] parts(Object id) {
        return id instanceof Object[] parts ? parts : new Object[] {id};
    }
}

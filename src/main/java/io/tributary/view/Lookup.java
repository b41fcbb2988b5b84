package io.tributary.view;

import io.tributary.definition.DocumentSource;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Meta;
import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How the documents of a projection or view are found by the values of some of their fields: by {@code _id}, or by the kept references
 * of one of the fields. References find those that were there once, too; whoever reads looks at the present values.
 *
 * @param path the indexed path
 * @param position which of the values goes into its {@code $in}; -1 for all of them, as an {@code _id}
 */
record Lookup(DocumentSource source, List<String> fields, String path, int position) {

    /**
     * Values in one {@code $in}; longer lists go out in several queries. On DocumentDB a value costs 20 µs in a list of 250, 40 in one of
     * 1,000, and 250 in one of 2,500; a query more costs a round trip.
     */
    static final int IN = 250;

    static Lookup of(DocumentSource source, List<String> fields) {
        List<String> key = source.key();
        if (fields.size() == key.size() && Set.copyOf(fields).equals(Set.copyOf(key))) {
            return new Lookup(source, fields, "_id", -1);
        }
        int part = key.size() == 1 ? fields.indexOf(key.get(0)) : -1;
        return part >= 0
                ? new Lookup(source, fields, "_id", part)
                : new Lookup(source, fields, Meta.reference(fields.get(0)), 0);
    }

    /** What finds the documents with some of these values, in lists that a query can take. */
    List<List<Object>> chunks(Collection<List<Object>> wanted) {
        Set<Object> distinct = new LinkedHashSet<>();
        wanted.forEach(values -> distinct.add(value(values)));
        List<Object> all = new ArrayList<>(distinct);
        List<List<Object>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += IN) {
            chunks.add(all.subList(i, Math.min(all.size(), i + IN)));
        }
        return chunks;
    }

    /** What finds the documents with these values. */
    Object value(List<Object> values) {
        if (position >= 0) {
            return Objects.requireNonNull(BsonValues.toBson(values.get(position)));
        }
        List<Object> parts = source.key().stream()
                .map(part -> values.get(fields.indexOf(part)))
                .toList();
        return BsonValues.id(source, new Key(parts));
    }
}

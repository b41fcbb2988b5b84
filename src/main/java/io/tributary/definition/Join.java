package io.tributary.definition;

import java.util.List;

/**
 * A projection that a view joins, declared once, downwards.
 *
 * @param alias the name of the joined documents within the view
 * @param cardinality whether one document or any number are expected
 * @param projection the projection they are from
 * @param of the alias that they hang from; {@link ViewDefinition#base} for the base document
 * @param on the fields that have to be equal; missing and null values never match
 * @param sort fields of the joined projection that order a {@code MANY} join, before its key, which always decides last
 */
public record Join(
        String alias,
        Cardinality cardinality,
        String projection,
        String of,
        List<On> on,
        List<Sort> sort,
        Place place) {

    /** How many documents a join brings for one document above it. */
    public enum Cardinality {
        ONE,
        MANY
    }

    /** The field of the document above, and the field of the joined projection, that have to be equal. */
    public record On(String parentField, String joinedField) {}

    /** One sort field. */
    public record Sort(String field, boolean descending) {}
}

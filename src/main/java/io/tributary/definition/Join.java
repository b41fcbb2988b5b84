package io.tributary.definition;

import java.util.List;

/**
 * What a view joins, declared once, downwards. Which documents it brings is decided in the order of SQL: those that
 * {@code on} and {@code where} let through and that have what they require themselves, in the order of {@code sort}, up to
 * {@code limit}.
 *
 * @param alias the name of the joined documents within the view
 * @param cardinality whether one document or any number are expected
 * @param source the projection or view they are from
 * @param of the alias that they hang from; {@link ViewDefinition#base} for the base document
 * @param on the fields that have to be equal; missing and null values never match
 * @param where what the joined documents have to fulfil besides
 * @param sort fields of the joined source that order the documents, before its key, which always decides last
 * @param limit how many documents there are at most, {@link #ALL} if there is no limit
 * @param required whether a document above that has none is left out itself
 */
public record Join(
        String alias,
        Cardinality cardinality,
        String source,
        String of,
        List<On> on,
        Condition where,
        List<Sort> sort,
        int limit,
        boolean required,
        Place place) {

    /** No limit. */
    public static final int ALL = Integer.MAX_VALUE;

    /** How many documents a join brings for one document above it. */
    public enum Cardinality {
        ONE,
        MANY
    }

    /** The field of the document above, and the field of the joined source, that have to be equal. */
    public record On(String parentField, String joinedField) {}

    /** One sort field. */
    public record Sort(String field, boolean descending) {}
}

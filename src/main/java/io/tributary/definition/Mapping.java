package io.tributary.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a view's document is made of. Aliases in it are those of the joins, or the name of the base projection. */
public sealed interface Mapping {

    /** The value of one field of a document that is reached by {@code ONE} joins from the current scope. */
    record Field(String alias, String field) implements Mapping {}

    /** A nested document, its fields in declared order. */
    record Fields(Map<String, Mapping> fields) implements Mapping {}

    /** An array with one element per document of a {@code MANY} join; {@code element} sees that document as its scope. */
    record Each(String alias, Mapping element) implements Mapping {}

    /**
     * A figure over all documents of an alias below the current scope, over all branches.
     *
     * @param field what is summed or compared; null for a count
     */
    record Aggregate(Kind kind, String alias, @Nullable String field) implements Mapping {

        /** The aggregate functions. Sum, min, max and avg pass over missing values; without any, sum is 0 and the others are absent. */
        public enum Kind {
            COUNT,
            SUM,
            MIN,
            MAX,
            AVG
        }
    }

    /** The same value in every document. */
    record Constant(@Nullable Object value) implements Mapping {}
}

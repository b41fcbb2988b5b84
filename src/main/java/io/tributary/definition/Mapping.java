package io.tributary.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a view's document is made of. Aliases in it are those of the joins, or the name of the base projection. */
public sealed interface Mapping {

    /** The value of one field of a document that is reached by {@code ONE} joins from the current scope. */
    record Field(String alias, String field) implements Mapping {}

    /** A nested document, its fields in declared order. */
    record Fields(Map<String, Mapping> fields) implements Mapping {

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** An array with one element per document of a {@code MANY} join; {@code element} sees that document as its scope. */
    record Each(String alias, Mapping element) implements Mapping {}

    /**
     * A figure over all documents of an alias below the current scope, over all branches.
     *
     * @param field what is summed, compared or taken; null for a count
     */
    record Aggregate(Kind kind, String alias, @Nullable String field) implements Mapping {

        /**
         * The aggregate functions. All but count pass over missing values; without any, sum is 0, distinct an empty array, and the
         * others are absent. First, last and distinct follow the order of the joins.
         */
        public enum Kind {
            COUNT,
            SUM,
            MIN,
            MAX,
            AVG,
            FIRST,
            LAST,
            DISTINCT;

            /** The name that definitions use. */
            public String yamlName() {
                return name().toLowerCase(Locale.ROOT);
            }

            /** The type of the figure, or of its elements, over values of a type: sums of integers are long, averages of exact types decimal. */
            public FieldType type(FieldType values) {
                return switch (this) {
                    case COUNT -> FieldType.LONG;
                    case SUM -> values == FieldType.INTEGER ? FieldType.LONG : values;
                    case AVG -> values == FieldType.DOUBLE ? FieldType.DOUBLE : FieldType.DECIMAL;
                    case MIN, MAX, FIRST, LAST, DISTINCT -> values;
                };
            }
        }
    }

    /**
     * A value that a template or an expression makes of others.
     *
     * @param inputs what its names stand for; every name of the formula is in it
     * @param path where it stands in the definition, for messages
     */
    record Computed(Formula formula, FieldType type, Map<String, Mapping> inputs, String path) implements Mapping {

        public Computed {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /**
     * A value that an own function makes of others.
     *
     * @param function its name
     * @param inputs what it is given, by name
     * @param path where it stands in the definition, for messages
     */
    record Call(String function, FieldType type, Map<String, Mapping> inputs, String path) implements Mapping {

        public Call {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /** The same value in every document: a String, Long, BigDecimal, Boolean, or a List or Map of them. */
    record Constant(Object value) implements Mapping {}
}

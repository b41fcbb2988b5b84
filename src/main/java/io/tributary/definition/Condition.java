package io.tributary.definition;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a document has to fulfil. A missing or null value fulfils only {@code exists: false}, as in SQL: a condition never holds because
 * something is unknown. The text of a condition is the same whenever its meaning is: fingerprints of views are made of it.
 */
public sealed interface Condition {

    /** A condition that everything fulfils. */
    Condition ALWAYS = new All(List.of());

    /** Whether a document fulfils it. */
    boolean holds(Values values);

    /** The fields that it reads. */
    Set<String> fields();

    /** What a document lacks to fulfil it, for people: {@code total is -3, expected min 0}; empty if it fulfils it. */
    default List<String> failures(Values values) {
        if (holds(values)) {
            return List.of();
        }
        return fields().stream()
                .map(field -> field + " is " + Difference.text(values.of(field)) + ", expected " + expected())
                .toList();
    }

    /** What is expected of the field, for people. */
    String expected();

    /** The values of a document by field, in the Java class of the field's type; null for what is missing. */
    @FunctionalInterface
    interface Values {

        @Nullable
        Object of(String field);
    }

    /** All of several; of none, everything does. */
    record All(List<Condition> conditions) implements Condition {

        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Values values) {
            // Asked for every document that a view may be made of.
            for (Condition condition : conditions) {
                if (!condition.holds(values)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public List<String> failures(Values values) {
            return conditions.stream()
                    .flatMap(condition -> condition.failures(values).stream())
                    .toList();
        }

        @Override
        public String expected() {
            return conditions.stream().map(Condition::expected).collect(Collectors.joining(" and "));
        }

        @Override
        public Set<String> fields() {
            return fieldsOf(conditions);
        }
    }

    /** At least one of several. */
    record Any(List<Condition> conditions) implements Condition {

        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Values values) {
            return conditions.stream().anyMatch(condition -> condition.holds(values));
        }

        @Override
        public List<String> failures(Values values) {
            return holds(values)
                    ? List.of()
                    : List.of(conditions.stream()
                            .map(condition -> String.join(" and ", condition.failures(values)))
                            .collect(Collectors.joining("; or ")));
        }

        @Override
        public String expected() {
            return conditions.stream().map(Condition::expected).collect(Collectors.joining(" or "));
        }

        @Override
        public Set<String> fields() {
            return fieldsOf(conditions);
        }
    }

    /** Whether a field has a value. */
    record Exists(String field, boolean exists) implements Condition {

        @Override
        public boolean holds(Values values) {
            return (values.of(field) != null) == exists;
        }

        @Override
        public String expected() {
            return exists ? "a value" : "none";
        }

        @Override
        public Set<String> fields() {
            return Set.of(field);
        }
    }

    /** A field whose value is one of some, or none of them. */
    record Among(String field, boolean among, List<Object> wanted) implements Condition {

        public Among {
            wanted = List.copyOf(wanted);
        }

        @Override
        public boolean holds(Values values) {
            Object value = values.of(field);
            return value != null && among == wanted.stream().anyMatch(one -> isEqual(value, one));
        }

        @Override
        public String expected() {
            String values = wanted.stream().map(Difference::text).collect(Collectors.joining(" or "));
            return among ? values : "not " + values;
        }

        @Override
        public Set<String> fields() {
            return Set.of(field);
        }
    }

    /** A field whose value is beyond a bound, or at it. */
    record Bound(String field, Side side, Object bound) implements Condition {

        /** Which values are within. */
        public enum Side {
            MIN,
            ABOVE,
            MAX,
            BELOW
        }

        @Override
        public String expected() {
            return side.name().toLowerCase(Locale.ROOT) + " " + Difference.text(bound);
        }

        @Override
        public boolean holds(Values values) {
            Object value = values.of(field);
            Integer order = value == null ? null : order(value, bound);
            return order != null
                    && switch (side) {
                        case MIN -> order >= 0;
                        case ABOVE -> order > 0;
                        case MAX -> order <= 0;
                        case BELOW -> order < 0;
                    };
        }

        @Override
        public Set<String> fields() {
            return Set.of(field);
        }
    }

    /** A text that a regular expression matches as a whole. */
    record Matches(String field, Pattern pattern) implements Condition {

        @Override
        public boolean holds(Values values) {
            return values.of(field) instanceof String text
                    && pattern.matcher(text).matches();
        }

        @Override
        public String expected() {
            return "a text that matches " + pattern;
        }

        @Override
        public Set<String> fields() {
            return Set.of(field);
        }
    }

    private static Set<String> fieldsOf(List<Condition> conditions) {
        Set<String> fields = new LinkedHashSet<>();
        conditions.forEach(condition -> fields.addAll(condition.fields()));
        return fields;
    }

    private static boolean isEqual(Object value, Object wanted) {
        Integer order = order(value, wanted);
        return order == null ? value.equals(wanted) : order == 0;
    }

    /** How two values follow each other: numbers by value, whatever their class; null for what has no order. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of one class, which is comparable with itself
    private static @Nullable Integer order(Object left, Object right) {
        if (left instanceof Double && right instanceof Double || !(left instanceof Number && right instanceof Number)) {
            return left.getClass() == right.getClass() && left instanceof Comparable comparable
                    ? comparable.compareTo(right)
                    : null;
        }
        return left instanceof Double || right instanceof Double
                ? Double.valueOf(((Number) left).doubleValue()).compareTo(((Number) right).doubleValue())
                : (Integer) new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
}

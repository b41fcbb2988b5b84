package io.tributary.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something in which what a test of a definition gave is not what it expected.
 *
 * @param path the field: {@code since}, within documents and lists {@code orders[0].items[1].price}; empty if it is no field but
 *     the outcome as a whole
 * @param is what it is, for people
 * @param expected what was expected, for people; empty where the outcome says enough
 */
public record Difference(String path, String is, String expected) {

    /** How a value that is not there is shown. */
    public static final String ABSENT = "absent";

    /** An outcome that is none of a field. */
    public static Difference ofOutcome(String is, String expected) {
        return new Difference("", is, expected);
    }

    /**
     * Where two values as JSON has them differ, down to the last field. A field without a value is the same as no field; numbers are
     * equal when their values are.
     */
    public static List<Difference> between(String path, @Nullable Object is, @Nullable Object expected) {
        List<Difference> found = new ArrayList<>();
        collect(path, is, expected, found);
        return found;
    }

    private static void collect(String path, @Nullable Object is, @Nullable Object expected, List<Difference> found) {
        if (is instanceof Map<?, ?> left && expected instanceof Map<?, ?> right) {
            Set<Object> names = new LinkedHashSet<>(left.keySet());
            names.addAll(right.keySet());
            names.forEach(name -> collect(
                    path.isEmpty() ? String.valueOf(name) : path + "." + name, left.get(name), right.get(name), found));
        } else if (is instanceof List<?> left && expected instanceof List<?> right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                collect(path + "[" + i + "]", element(left, i), element(right, i), found);
            }
        } else if (!Objects.equals(comparable(is), comparable(expected))) {
            found.add(new Difference(path, text(is), text(expected)));
        }
    }

    private static @Nullable Object element(List<?> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof Number number && !(number instanceof Double && !Double.isFinite(number.doubleValue()))
                ? FieldType.normalized(new BigDecimal(number.toString()))
                : value;
    }

    /** A value as people read it: texts in quotes, numbers in full. */
    public static String text(@Nullable Object value) {
        if (value == null) {
            return ABSENT;
        }
        if (value instanceof BigDecimal decimal) {
            return FieldType.normalized(decimal).toPlainString();
        }
        return value instanceof String ? "'" + value + "'" : value.toString();
    }

    @Override
    public String toString() {
        return path.isEmpty()
                ? is + (expected.isEmpty() ? "" : "; expected " + expected)
                : path + ": is " + is + ", expected " + expected;
    }
}

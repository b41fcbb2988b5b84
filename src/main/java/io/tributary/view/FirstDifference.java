package io.tributary.view;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Where two documents first differ, for people: {@code orders[2].total is 5, recomputed 7}. */
final class FirstDifference {

    private static final int LONGEST = 200;

    private FirstDifference() {}

    static String of(Document stored, Document computed) {
        String difference = of("", stored, computed);
        return difference == null ? "its fields have another order" : difference;
    }

    private static @Nullable String of(String path, @Nullable Object stored, @Nullable Object computed) {
        if (Objects.equals(stored, computed)) {
            return null;
        }
        if (stored instanceof Map<?, ?> is && computed instanceof Map<?, ?> should) {
            return ofFields(path, is, should);
        }
        if (stored instanceof List<?> is && computed instanceof List<?> should && is.size() == should.size()) {
            return ofElements(path, is, should);
        }
        return path + " is " + text(stored) + ", recomputed " + text(computed);
    }

    private static @Nullable String ofFields(String path, Map<?, ?> is, Map<?, ?> should) {
        Set<Object> fields = new LinkedHashSet<>(should.keySet());
        fields.addAll(is.keySet());
        String above = path.isEmpty() ? "" : path + ".";
        for (Object field : fields) {
            String difference = of(above + field, is.get(field), should.get(field));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static @Nullable String ofElements(String path, List<?> is, List<?> should) {
        for (int i = 0; i < is.size(); i++) {
            String difference = of(path + "[" + i + "]", is.get(i), should.get(i));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "absent";
        }
        if (value instanceof List<?> list) {
            return "an array of " + list.size();
        }
        String text = value instanceof Document document
                ? document.toJson()
                : value instanceof String ? "'" + value + "'" : value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    }
}

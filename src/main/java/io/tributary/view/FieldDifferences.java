package io.tributary.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Where two documents differ, for people: {@code orders[2].total is 5, recomputed 7}. */
final class FieldDifferences {

    private static final int LONGEST = 200;

    private final int most;
    private final List<String> found = new ArrayList<>();

    private FieldDifferences(int most) {
        this.most = most;
    }

    /** The first differences, in the order of the fields. */
    static List<String> of(Document stored, Document computed, int most) {
        FieldDifferences differences = new FieldDifferences(most);
        differences.compare("", stored, computed);
        return differences.found;
    }

    private void compare(String path, @Nullable Object stored, @Nullable Object computed) {
        if (found.size() >= most || Objects.equals(stored, computed)) {
            return;
        }
        if (stored instanceof Map<?, ?> is && computed instanceof Map<?, ?> should) {
            compareFields(path, is, should);
        } else if (stored instanceof List<?> is && computed instanceof List<?> should && is.size() == should.size()) {
            for (int i = 0; i < is.size(); i++) {
                compare(path + "[" + i + "]", is.get(i), should.get(i));
            }
        } else {
            found.add(path + " is " + text(stored) + ", recomputed " + text(computed));
        }
    }

    private void compareFields(String path, Map<?, ?> is, Map<?, ?> should) {
        Set<Object> fields = new LinkedHashSet<>(should.keySet());
        fields.addAll(is.keySet());
        String above = path.isEmpty() ? "" : path + ".";
        for (Object field : fields) {
            compare(above + field, is.get(field), should.get(field));
        }
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

package io.tributary.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names for fields, projections and aliases, made of the names that a source has. */
final class DraftNames {

    private static final int LONGEST = 40;

    /** Between words: what is neither letter nor digit, and where a small letter or a digit is followed by a capital. */
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

    private DraftNames() {}

    /** {@code ORDER_ID}, {@code Order Id} and {@code OrderId} become {@code orderId}; no name comes twice. */
    static List<String> fields(List<String> columns) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = field(columns.get(i));
            String unique = name.isEmpty() ? "column" + (i + 1) : name;
            for (int n = 2; !taken.add(unique); n++) {
                unique = name + n;
            }
            names.add(unique);
        }
        return names;
    }

    private static String field(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : words(column)) {
            name.append(name.length() == 0 ? word : capital(word));
        }
        return name.toString();
    }

    /** {@code Order Lines} becomes {@code order_lines}; of letters that queues and collections may have. */
    static String projection(String table) {
        String name = String.join("_", words(table)).replaceAll("[^a-z0-9_]", "");
        String some = name.isEmpty() ? "table" : name;
        return some.length() > LONGEST ? some.substring(0, LONGEST) : some;
    }

    /** {@code customers} becomes {@code customer}: for aliases of one document, and to find fields that refer to it. */
    static String singular(String name) {
        if (name.endsWith("ies") && name.length() > 4) {
            return name.substring(0, name.length() - 3) + "y";
        }
        boolean es = name.endsWith("sses") || name.endsWith("xes") || name.endsWith("ches") || name.endsWith("shes");
        if (es) {
            return name.substring(0, name.length() - 2);
        }
        return name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
    }

    static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static List<String> words(String name) {
        return BETWEEN.splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}

package io.tributary.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Columns that tell the rows of a sample apart.
 *
 * @param columns their positions
 * @param notes how sure that is
 */
record KeyGuess(List<Integer> columns, List<String> notes) {

    /** Columns that are tried in pairs. */
    private static final int IN_PAIRS = 8;

    /** Of a sample of one row every column would do. */
    private static final int FEW = 2;

    /**
     * The key of rows of texts.
     *
     * @param possible whether the type of a column can be a key
     */
    static KeyGuess of(List<String> names, List<List<String>> rows, List<Boolean> possible) {
        List<Integer> unique = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            if (possible.get(column) && isUnique(rows, List.of(column))) {
                unique.add(column);
            }
        }
        unique.sort((left, right) -> Integer.compare(rank(names.get(left)), rank(names.get(right))));
        if (!unique.isEmpty()) {
            return single(names, rows.size(), unique);
        }
        for (int first = 0; first < Math.min(IN_PAIRS, names.size()); first++) {
            for (int second = first + 1; second < Math.min(IN_PAIRS, names.size()); second++) {
                if (possible.get(first) && possible.get(second) && isUnique(rows, List.of(first, second))) {
                    return new KeyGuess(
                            List.of(first, second),
                            List.of("key: no column is unique; %s and %s together are, in %,d rows"
                                    .formatted(names.get(first), names.get(second), rows.size())));
                }
            }
        }
        return new KeyGuess(
                List.of(Math.max(0, possible.indexOf(true))),
                List.of(
                        "key: NOT FOUND: no column and no pair is unique in %,d rows; rows with the same key replace each other"
                                .formatted(rows.size())));
    }

    private static KeyGuess single(List<String> names, int rows, List<Integer> unique) {
        String name = names.get(unique.get(0));
        String others =
                String.join(", ", unique.stream().skip(1).map(names::get).toList());
        String note = rows < FEW
                ? "key: a guess by its name, of %,d row".formatted(rows)
                : "key: %s is unique in %,d rows".formatted(name, rows)
                        + (others.isEmpty() ? "" : "; so %s %s".formatted(unique.size() == 2 ? "is" : "are", others));
        return new KeyGuess(List.of(unique.get(0)), List.of(note));
    }

    private static boolean isUnique(List<List<String>> rows, List<Integer> columns) {
        Set<List<String>> seen = new HashSet<>();
        for (List<String> row : rows) {
            List<String> parts =
                    columns.stream().map(column -> row.get(column).strip()).toList();
            if (parts.contains("") || !seen.add(parts)) {
                return false;
            }
        }
        return true;
    }

    /** Names that keys have come first; otherwise the order of the columns stays. */
    private static int rank(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("id")
                || lower.matches(".*([_ -]id|[a-z]key|[_ -]key)")
                || name.endsWith("Id")
                || name.endsWith("ID")) {
            return 0;
        }
        return lower.matches(".*(number|code|_no|_nr|num|uuid|guid).*") ? 1 : 2;
    }
}

package io.tributary.explain;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines: columns stand below each other, and the last is wrapped at the width of the terminal. */
final class Aligned {

    /** The last column gets this much room even where the others leave less. */
    private static final int NARROWEST = 24;

    private final String indent;
    private final int width;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param width of a line, in characters
     */
    Aligned(String indent, int width) {
        this.indent = indent;
        this.width = width;
    }

    Aligned row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** All lines, each with its end. */
    String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> line(row, widths, text));
        return text.toString();
    }

    private void line(List<String> row, int[] widths, StringBuilder text) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < row.size() - 1; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        int start = line.length();
        List<String> wrapped = wrap(row.get(row.size() - 1), Math.max(NARROWEST, width - start));
        for (int i = 0; i < wrapped.size(); i++) {
            text.append((i == 0 ? line.toString() : " ".repeat(start))
                            .concat(wrapped.get(i))
                            .stripTrailing())
                    .append('\n');
        }
    }

    /** The text in lines of at most that many characters, as far as its words allow. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

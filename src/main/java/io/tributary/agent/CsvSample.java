package io.tributary.agent;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first rows of a CSV file, read as the CSV agent reads it.
 *
 * @param columns the names in the header
 * @param rows the values of rows that have as many as the header
 * @param odd how many rows have not, or hold bytes that are none of the charset
 */
public record CsvSample(List<String> columns, List<List<String>> rows, int odd) {

    /**
     * Reads a file from its beginning.
     *
     * @param charset a UTF-8 byte-order mark overrules it
     * @param maxRows where to stop
     * @throws IllegalArgumentException if it cannot be split into rows; the message says where
     */
    public static CsvSample read(Path file, char delimiter, char quote, Charset charset, int maxRows)
            throws IOException {
        CsvFormat format = new CsvFormat(delimiter, quote, charset, List.of());
        String place = String.valueOf(file.getFileName());
        try (FileText text = new FileText(file, charset);
                CsvRows rows = new CsvRows(text, format, place)) {
            CsvRow header = rows.next();
            if (header == null) {
                return new CsvSample(List.of(), List.of(), 0);
            }
            List<String> columns = values(header).stream().map(String::strip).toList();
            return rows(rows, columns, maxRows);
        } catch (BadFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static CsvSample rows(CsvRows rows, List<String> columns, int maxRows)
            throws IOException, BadFileException {
        List<List<String>> found = new ArrayList<>();
        int odd = 0;
        for (CsvRow row = rows.next(); row != null && found.size() < maxRows; row = rows.next()) {
            if (row.count() == columns.size() && !row.isTooLarge() && !row.isMalformed()) {
                found.add(values(row));
            } else {
                odd++;
            }
        }
        return new CsvSample(columns, found, odd);
    }

    private static List<String> values(CsvRow row) {
        return Arrays.stream(row.values()).map(String::valueOf).toList();
    }
}

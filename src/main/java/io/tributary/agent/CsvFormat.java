package io.tributary.agent;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param delimiter between two values
 * @param quote around a value that holds delimiters, quotes (doubled) or line breaks
 * @param charset of the file
 * @param columns the column names of files without a header; empty if the first row holds them
 */
record CsvFormat(char delimiter, char quote, Charset charset, List<String> columns) {

    CsvFormat {
        if (delimiter == quote || isLineBreak(delimiter) || isLineBreak(quote)) {
            throw new IllegalArgumentException("delimiter and quote have to be two characters and no line breaks");
        }
        columns = List.copyOf(columns);
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }
}

package io.tributary.agent;

import io.tributary.record.RecordBatchCodec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes CSV files: streaming, by the names in their header. A row that has not as many values as the header, or bytes that
 * are none of the charset, is published as unreadable, with its line and the reason, and the rest goes on.
 */
public final class CsvAgent extends FileAgent {

    private static final int LONGEST_SHOWN = 80;

    private char delimiter = ',';
    private char quote = '"';
    private Charset charset = StandardCharsets.UTF_8;
    private List<String> columns = List.of();

    /** What stands between two values: one character, or the word {@code tab}. */
    public void setDelimiter(String text) {
        delimiter = text.equals("tab") ? '\t' : character("delimiter", text);
    }

    public void setQuote(String text) {
        quote = character("quote", text);
    }

    /** The name of the files' charset; a UTF-8 byte-order mark in a file overrules it. */
    public void setCharset(String text) {
        try {
            charset = Charset.forName(text);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw wrong("charset", text, "is none that this Java knows; UTF-8, ISO-8859-1 or windows-1252 would be");
        }
    }

    /** The column names of files without a header, separated by commas; empty if the first row of a file holds them. */
    public void setColumns(String text) {
        columns = Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(column -> !column.isEmpty())
                .toList();
    }

    private char character(String parameter, String text) {
        if (text.length() != 1) {
            throw wrong(parameter, text, "is not one character");
        }
        return text.charAt(0);
    }

    @Override
    void read(Path file, String place) throws IOException, BadFileException {
        CsvFormat format = new CsvFormat(delimiter, quote, charset, columns);
        try (FileText text = new FileText(file, charset);
                CsvRows rows = new CsvRows(text, format, place)) {
            List<String> names = columns.isEmpty() ? header(rows, place) : columns;
            if (!names.isEmpty()) {
                publish(rows, text, place, names);
            }
        }
    }

    private List<String> header(CsvRows rows, String place) throws IOException, BadFileException {
        CsvRow header = rows.next();
        if (header == null) {
            return List.of();
        }
        if (header.count() > RecordBatchCodec.MAX_COLUMNS || header.isTooLarge()) {
            throw new BadFileException(place + ":1: the header has " + header.count() + " columns; at most "
                    + RecordBatchCodec.MAX_COLUMNS + " are read, of 4 million characters together");
        }
        List<String> names = IntStream.range(0, header.count())
                .mapToObj(index -> header.value(index).strip())
                .toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            checkName(names.get(i), i + 1, place, seen);
        }
        return names;
    }

    private void checkName(String name, int position, String place, Set<String> seen) throws BadFileException {
        String column = place + ":1: column " + position + " of the header";
        if (name.isEmpty()) {
            throw new BadFileException(column + " has no name");
        }
        boolean nul = name.indexOf('\0') >= 0;
        String hint = nul ? "; it looks like UTF-16, which the parameter charset can say" : "";
        if (FileText.isMalformed(name)) {
            throw new BadFileException(column + ", '" + shown(name) + "', holds bytes that are no " + charset + hint);
        }
        if (nul) {
            throw new BadFileException(column + ", '" + shown(name) + "', holds NUL" + hint);
        }
        if (!seen.add(name.toUpperCase(Locale.ROOT))) {
            throw new BadFileException(place + ":1: the header names '" + shown(name) + "' twice (in capitals or not)");
        }
    }

    /** A name as it can stand in a line of a log. */
    private static String shown(String name) {
        String start = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "...";
        return FileText.readable(start).replaceAll("\\p{Cntrl}", " ");
    }

    private void publish(CsvRows rows, FileText text, String place, List<String> names)
            throws IOException, BadFileException {
        FileProgress progress = new FileProgress(this, text);
        Source source = new Source(name(), topic(), place, names, true);
        rows.expect(names.size());
        try (RecordPublisher publisher = publisher(source, progress)) {
            try {
                for (CsvRow row = rows.next(); row != null; row = rows.next()) {
                    publish(row, names.size(), publisher, text.charset());
                }
            } catch (BadFileException e) {
                // What stands before the line that ends the reading is good, and is published.
                publisher.flush();
                throw e;
            }
            publisher.flush();
        }
        progress.ended();
    }

    private void publish(CsvRow row, int width, RecordPublisher publisher, Charset actual) {
        if (row.count() != width) {
            String reason = row.count() + " values where the header names " + width + " columns";
            publisher.addUnreadable(joined(row), row.line(), reason);
        } else if (row.isTooLarge()) {
            publisher.addUnreadable(
                    joined(row), row.line(), "the row is larger than a message can be; only its beginning is kept");
        } else if (row.isMalformed()) {
            publisher.addUnreadable(joined(row), row.line(), "the row holds bytes that are no " + actual);
        } else {
            publisher.add(row.values(), row.line());
        }
    }

    /** The row as text again, for people. */
    private String joined(CsvRow row) {
        return Arrays.stream(row.values()).map(this::quoted).collect(Collectors.joining(String.valueOf(delimiter)));
    }

    private String quoted(@Nullable Object value) {
        String text = FileText.readable(String.valueOf(value));
        boolean plain = text.chars().noneMatch(c -> c == delimiter || c == quote || c == '\n' || c == '\r');
        String mark = String.valueOf(quote);
        return plain ? text : mark + text.replace(mark, mark + mark) + mark;
    }
}

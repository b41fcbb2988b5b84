package io.tributary.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publishes files of fixed-length lines through a Bindy model. Lines are read in chunks; if a chunk holds a line that is not of
 * the layout, its lines are read one by one, and the bad one is published as unreadable with its number and the reason. Empty
 * lines are no rows.
 */
public final class FixedLengthAgent extends FileAgent {

    private static final int CHUNK_LINES = 1_000;

    /** Longer than any layout: a file without line breaks is not read into memory. Characters. */
    private static final int MAX_LINE = 65_536;

    private String model = "";
    private String operationField = "";
    private Set<String> deleteValues = Set.of("D");
    private Charset charset = StandardCharsets.UTF_8;
    private @Nullable FixedLengthRows rows;

    /** The name of the model class, annotated for camel-bindy. */
    public void setModel(String model) {
        this.model = model;
    }

    /** The field of the model that says what a line does; it is not published. Empty if every line is an upsert. */
    public void setOperationField(String operationField) {
        this.operationField = operationField;
    }

    /** The values of the operation field that make a line a delete, separated by commas. */
    public void setDeleteValues(String values) {
        this.deleteValues =
                Set.copyOf(Arrays.stream(values.split(",")).map(String::trim).toList());
    }

    public void setCharset(String text) {
        try {
            charset = Charset.forName(text);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw wrong("charset", text, "is none that this Java knows; UTF-8, ISO-8859-1 or windows-1252 would be");
        }
    }

    /** Finds the model class, so that a wrong name fails the start. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        rows();
    }

    @Override
    void read(Path file, String place) throws IOException, BadFileException {
        FixedLengthRows layout = rows();
        try (FileText text = new FileText(file, charset);
                BufferedReader reader = new BufferedReader(text)) {
            FileProgress progress = new FileProgress(this, text);
            Source source = new Source(name(), topic(), place, layout.columns(), true);
            try (RecordPublisher publisher = publisher(source, progress)) {
                readLines(reader, place, publisher, layout);
                publisher.flush();
            }
            progress.ended();
        }
    }

    private static void readLines(
            BufferedReader reader, String place, RecordPublisher publisher, FixedLengthRows layout)
            throws IOException, BadFileException {
        List<String> lines = new ArrayList<>(CHUNK_LINES);
        List<Integer> numbers = new ArrayList<>(CHUNK_LINES);
        int number = 0;
        for (String line = next(reader, place, number); line != null; line = next(reader, place, number)) {
            number++;
            if (!line.isBlank()) {
                lines.add(line);
                numbers.add(number);
            }
            if (lines.size() == CHUNK_LINES) {
                layout.publish(lines, numbers, publisher);
                lines.clear();
                numbers.clear();
            }
        }
        layout.publish(lines, numbers, publisher);
    }

    private static @Nullable String next(BufferedReader reader, String place, int before)
            throws IOException, BadFileException {
        StringBuilder line = null;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            line = line == null ? new StringBuilder(160) : line;
            if (c == '\n') {
                break;
            }
            if (line.length() == MAX_LINE) {
                throw new BadFileException(place + ":" + (before + 1) + ": the line is longer than " + MAX_LINE
                        + " characters; this is no file of fixed-length lines");
            }
            line.append((char) c);
        }
        if (line == null) {
            return null;
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    private synchronized FixedLengthRows rows() {
        FixedLengthRows known = rows;
        if (known == null) {
            known = new FixedLengthRows(layout(), operationField, deleteValues);
            rows = known;
        }
        return known;
    }

    private BindyLayout layout() {
        var context = Objects.requireNonNull(getCamelContext(), "camelContext");
        try {
            return new BindyLayout(context, context.getClassResolver().resolveMandatoryClass(model));
        } catch (ClassNotFoundException e) {
            throw wrong("model", model, "is no class on the class path");
        }
    }
}

package io.tributary.agent;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file (RFC 4180), one at a time. Empty lines are no rows. */
final class CsvRows implements Closeable {

    /**
     * Written behind the text: if it is found within the last row, a quote was never closed. Like {@link FileText#MALFORMED}, no
     * decoder gives it.
     */
    private static final char END = '\uDC81';

    /** A longer value is no value but a quote that was never closed; it also bounds the memory. Characters. */
    private static final int MAX_VALUE = BatchPacker.MAX_JSON_BYTES;

    private final String place;
    private final CsvRow row = new CsvRow();
    private final CsvReader<CsvRow> reader;
    private final Iterator<CsvRow> rows;

    CsvRows(FileText text, CsvFormat format, String place) {
        this.place = place;
        this.reader = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote())
                .commentStrategy(CommentStrategy.NONE)
                .acceptCharsAfterQuotes(false)
                .maxBufferSize(MAX_VALUE)
                .build(row, new WithEnd(text));
        this.rows = reader.iterator();
    }

    /** Says how many values the rows have, so that their arrays are made once. */
    void expect(int columns) {
        row.expect(columns);
    }

    /**
     * The next row, or null at the end. It is valid until the next call.
     *
     * @throws BadFileException if the file cannot be split into rows any further
     */
    @Nullable
    CsvRow next() throws IOException, BadFileException {
        try {
            CsvRow next = rows.next();
            if (next.last() != END) {
                return next;
            }
            if (next.count() == 1 && next.value(0).length() == 1) {
                return null;
            }
            throw new BadFileException(place + ":" + next.line()
                    + ": a quote is opened in the row that begins here and is not closed before the file ends");
        } catch (CsvParseException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private BadFileException unreadable(CsvParseException e) {
        String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return new BadFileException(place + ":" + row.line() + ": the row that begins here cannot be read: " + reason);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** A text with a line of its own at the end. */
    private static final class WithEnd extends Reader {
        private final Reader text;
        private boolean ended;

        WithEnd(Reader text) {
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = ended || length < 2 ? -1 : text.read(buffer, offset, length);
            if (read >= 0 || ended) {
                return read;
            }
            ended = true;
            buffer[offset] = '\n';
            buffer[offset + 1] = END;
            return 2;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}

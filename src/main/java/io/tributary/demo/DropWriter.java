package io.tributary.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes rows to the files of a drop, a bounded number to each; the last one shows with {@link #flush}. */
final class DropWriter {

    private final FileDrop drop;
    private final byte[] header;
    private final int rowsPerFile;
    private final AtomicLong rows;
    private FileDrop.@Nullable Growing file;
    private int inFile;

    /**
     * @param header what every file begins with, may be empty
     * @param rows   counts every row that is written
     */
    DropWriter(FileDrop drop, byte[] header, int rowsPerFile, AtomicLong rows) {
        this.drop = drop;
        this.header = header;
        this.rowsPerFile = rowsPerFile;
        this.rows = rows;
    }

    /** @throws UncheckedIOException if the file cannot be written */
    void write(byte[] row) {
        try {
            FileDrop.Growing growing = file == null ? begin() : file;
            growing.out().write(row);
            rows.incrementAndGet();
            if (++inFile == rowsPerFile) {
                flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileDrop.Growing begin() throws IOException {
        FileDrop.Growing growing = drop.next();
        growing.out().write(header);
        file = growing;
        return growing;
    }

    /** Shows the file that is being written, if any. */
    void flush() {
        FileDrop.Growing growing = file;
        if (growing == null) {
            return;
        }
        try {
            growing.publish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = null;
        inFile = 0;
    }
}

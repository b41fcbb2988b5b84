package io.tributary.draft;

import io.tributary.agent.CsvSample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Guesses how a CSV file is written. */
final class CsvForm {

    private static final int BYTES = 1_000_000;
    private static final int ROWS = 100;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private CsvForm() {}

    /** UTF-16 by its byte-order mark; UTF-8 if the bytes are; otherwise the Western European one that they can be. */
    static Charset charset(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(BYTES);
        }
        if (bytes.length > 1
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        if (isUtf8(bytes)) {
            return StandardCharsets.UTF_8;
        }
        for (byte each : bytes) {
            if ((each & 0xE0) == 0x80) {
                return Charset.forName("windows-1252");
            }
        }
        return StandardCharsets.ISO_8859_1;
    }

    /** The last character may be cut off. */
    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        return !decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), bytes.length < BYTES)
                .isError();
    }

    /** The one that gives most rows as many values as the header, and most values; a comma if the file has one column. */
    static char delimiter(Path file, Charset charset) throws IOException {
        char best = ',';
        double most = 0;
        for (char delimiter : DELIMITERS) {
            double score = score(file, delimiter, charset);
            if (score > most) {
                best = delimiter;
                most = score;
            }
        }
        return best;
    }

    private static double score(Path file, char delimiter, Charset charset) throws IOException {
        try {
            CsvSample sample = CsvSample.read(file, delimiter, '"', charset, ROWS);
            int columns = sample.columns().size();
            double regular = (1.0 + sample.rows().size()) / (1.0 + sample.rows().size() + 2.0 * sample.odd());
            return columns < 2 ? 0 : regular * (1 - 1.0 / columns);
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}

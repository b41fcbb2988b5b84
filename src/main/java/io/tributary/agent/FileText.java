package io.tributary.agent;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file: without its byte-order mark, with the bytes that were read counted, and with a mark in place of bytes that
 * are none of the charset, so that their row can be rejected and nothing is replaced in silence.
 */
final class FileText extends Reader {

    /**
     * Stands for malformed bytes. A low surrogate without a high one before it: no decoder gives this, whatever the file holds.
     */
    static final char MALFORMED = '\uDC80';

    private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CountedInput bytes;
    private final Charset charset;
    private final Reader text;

    /** Opens a file. A UTF-8 byte-order mark overrules the charset. */
    FileText(Path file, Charset expected) throws IOException {
        this.bytes = new CountedInput(Files.newInputStream(file));
        PushbackInputStream start = new PushbackInputStream(bytes, UTF_8_BOM.length);
        byte[] first = start.readNBytes(UTF_8_BOM.length);
        boolean bom = Arrays.equals(first, UTF_8_BOM);
        if (!bom) {
            start.unread(first);
        }
        this.charset = bom ? StandardCharsets.UTF_8 : expected;
        this.text = new InputStreamReader(
                start,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(MALFORMED)));
    }

    Charset charset() {
        return charset;
    }

    /** Bytes read from the file so far. */
    long bytesRead() {
        return bytes.count;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        return text.read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** Whether the text holds bytes that were none of the charset. */
    static boolean isMalformed(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = text.indexOf(MALFORMED); i >= 0; i = text.indexOf(MALFORMED, i + 1)) {
            if (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /** The text as it can be shown. */
    static String readable(String text) {
        return text.replace(MALFORMED, '\uFFFD');
    }

    private static final class CountedInput extends FilterInputStream {
        private long count;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}

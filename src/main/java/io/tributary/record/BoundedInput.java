package io.tributary.record;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error after so many bytes: what a gzip bomb meets. */
final class BoundedInput extends FilterInputStream {

    private final int maxBytes;
    private final String error;
    private long seen;

    /**
     * A bounded stream.
     *
     * @param error what is said when there is more
     */
    BoundedInput(InputStream in, int maxBytes, String error) {
        super(in);
        this.maxBytes = maxBytes;
        this.error = error;
    }

    static String tooLarge(int maxBytes) {
        return "it has more than " + maxBytes
                + " bytes of text (tributary.messages.max-decompressed-bytes); a smaller batch would be right";
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        counted(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int bytes = super.read(buffer, offset, length);
        counted(Math.max(bytes, 0));
        return bytes;
    }

    private void counted(int bytes) throws IOException {
        seen += bytes;
        if (seen > maxBytes) {
            throw new IOException(error);
        }
    }
}

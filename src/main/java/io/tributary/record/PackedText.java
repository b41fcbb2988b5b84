package io.tributary.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The JSON text of one message, as gzip (RFC 1952) in Base64 where that is smaller, otherwise as it is. SQS takes only characters that
 * XML allows, and bills each 64 KB.
 */
public final class PackedText {

    /**
     * How hard gzip tries. Measured in docs/decisions/0031: two fifths less CPU than its default, 6, for bodies that are at most 6% larger.
     */
    public static final int COMPRESSION_LEVEL = 5;

    /** Base64 of gzip's first three bytes; no JSON object starts like this. */
    private static final String GZIP_BASE64 = "H4sI";

    /** Characters of Base64 whose last four bytes are gzip's size, whatever the padding. */
    private static final int GZIP_SIZE = 8;

    /** Characters of Base64 of gzip's head and end: none is shorter. */
    private static final int GZIP_LEAST = 24;

    private static final int BUFFER_BYTES = 8_192;

    private PackedText() {}

    /** The body of a message. */
    public static String pack(byte[] text) {
        byte[] zipped = gzip(text);
        int encodedLength = (zipped.length + 2) / 3 * 4;
        return encodedLength < text.length
                ? Base64.getEncoder().encodeToString(zipped)
                : new String(text, StandardCharsets.UTF_8);
    }

    /** Whether a body is compressed. */
    public static boolean isPacked(String body) {
        return body.startsWith(GZIP_BASE64);
    }

    /**
     * The text of a body, compressed or not.
     *
     * @param most bytes that it may unpack to, so that a small message cannot fill the memory
     * @throws MessageFormatException if it is beyond that, or cannot be decompressed
     */
    public static String text(String body, int most) throws MessageFormatException {
        String tooLarge = "it has more than " + most + " bytes of text";
        if (!isPacked(body)) {
            return bounded(body, most, tooLarge);
        }
        try (InputStream text = unpack(body, most, tooLarge)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new MessageFormatException("the message cannot be decompressed: " + e.getMessage(), e);
        }
    }

    /**
     * How many bytes of text a body says that it unpacks to, without unpacking it: what gzip keeps at its end. One that unpacks to
     * more is refused when it is read.
     *
     * @return the length of the body where it is not compressed, or cannot be read
     */
    public static long unpackedBytes(String body) {
        if (!isPacked(body) || body.length() < GZIP_LEAST) {
            return body.length();
        }
        try {
            byte[] end = Base64.getDecoder().decode(body.substring(body.length() - GZIP_SIZE));
            return Integer.toUnsignedLong(ByteBuffer.wrap(end, end.length - Integer.BYTES, Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt());
        } catch (IllegalArgumentException e) {
            return body.length();
        }
    }

    static String bounded(String body, int most, String tooLarge) throws MessageFormatException {
        if (body.length() > most) {
            throw new MessageFormatException(tooLarge);
        }
        return body;
    }

    static InputStream unpack(String body, int most, String tooLarge) throws IOException {
        // Decoded whole: a stream of it would pass over what follows the padding.
        byte[] zipped = Base64.getDecoder().decode(body);
        InputStream text = new GZIPInputStream(new ByteArrayInputStream(zipped), BUFFER_BYTES);
        long said = unpackedBytes(body);
        return said < most
                ? new BoundedInput(text, (int) said, "its gzip says " + said + " bytes, and it unpacks to more")
                : new BoundedInput(text, most, tooLarge);
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(text.length / 2 + 64);
        try (GZIPOutputStream gzip = new LevelledGzip(zipped)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new IllegalStateException("an array refused to be written", e);
        }
        return zipped.toByteArray();
    }

    private static final class LevelledGzip extends GZIPOutputStream {
        LevelledGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(COMPRESSION_LEVEL);
        }
    }
}

package io.tributary.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 128 bits that two rows have in common only if they are equal: the first half of a SHA-256 of their values. */
record Fingerprint(long high, long low) {

    private static final byte[] NOTHING = {};
    private static final int KIND_AND_LENGTH = 1 + Integer.BYTES;

    /** Looking the algorithm up costs as much as using it. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Fingerprint::sha256);

    static Fingerprint of(List<?> values) {
        return of(values.toArray());
    }

    /** The fingerprint of the values of a row, as a record holds them. */
    static Fingerprint of(@Nullable Object[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(32 * values.length);
        for (Object value : values) {
            bytes = put(bytes, value);
        }
        MessageDigest digest = SHA_256.get();
        digest.update(bytes.array(), 0, bytes.position());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    private static ByteBuffer put(ByteBuffer bytes, @Nullable Object value) {
        byte[] text = value == null ? NOTHING : value.toString().getBytes(StandardCharsets.UTF_8);
        int needed = bytes.position() + text.length + KIND_AND_LENGTH;
        ByteBuffer enough = needed <= bytes.capacity()
                ? bytes
                : ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * needed)).position(bytes.position());
        if (value == null) {
            return enough.put((byte) 0);
        }
        // The kind and the length keep apart what would read the same one after the other.
        return enough.put((byte) (value instanceof String ? 1 : value instanceof Boolean ? 2 : 3))
                .putInt(text.length)
                .put(text);
    }

    /** 32 hexadecimal digits. */
    String text() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

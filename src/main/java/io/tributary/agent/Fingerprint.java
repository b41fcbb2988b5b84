package io.tributary.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 128 bits that two rows have in common only if they are equal: the first half of a SHA-256 of their values. */
record Fingerprint(long high, long low) {

    static Fingerprint of(List<?> values) {
        return of(values.toArray());
    }

    /** The fingerprint of the values of a row, as a record holds them. */
    static Fingerprint of(@Nullable Object[] values) {
        MessageDigest digest = sha256();
        for (Object value : values) {
            if (value == null) {
                digest.update((byte) 0);
                continue;
            }
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            // The kind and the length keep apart what would read the same one after the other.
            digest.update((byte) (value instanceof String ? 1 : value instanceof Boolean ? 2 : 3));
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length));
            digest.update(text);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(hash.getLong(), hash.getLong());
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

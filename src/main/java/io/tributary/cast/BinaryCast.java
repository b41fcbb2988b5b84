package io.tributary.cast;

import io.tributary.definition.Bytes;
import java.util.HexFormat;
import java.util.List;

/** Bytes, as Base64 (with or without the padding at its end) or as hexadecimal digits. */
final class BinaryCast implements ValueCast {

    private final boolean hex;

    BinaryCast(List<String> formats) {
        this.hex = formats.contains("hex");
    }

    @Override
    public Object cast(Object value) {
        if (value instanceof Bytes) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        if (value instanceof String text) {
            try {
                return hex ? Bytes.of(HexFormat.of().parseHex(text)) : Bytes.ofBase64(text);
            } catch (IllegalArgumentException e) {
                throw failure(value);
            }
        }
        throw failure(value);
    }

    private CastFailure failure(Object value) {
        return CastFailure.of(
                value,
                hex
                        ? "is not a binary: pairs of hexadecimal digits"
                        : "is not a binary: Base64 (format: hex reads another)");
    }
}

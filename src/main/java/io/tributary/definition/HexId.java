package io.tributary.definition;

import java.util.Locale;
import java.util.regex.Pattern;

/** A value of type objectId: the identifier of 12 bytes that MongoDB makes, as 24 hexadecimal digits in lower case. */
public record HexId(String hex) implements Comparable<HexId> {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");

    public HexId {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("'" + hex + "' is no objectId: 24 hexadecimal digits");
        }
    }

    @Override
    public int compareTo(HexId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}

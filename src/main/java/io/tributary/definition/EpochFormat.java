package io.tributary.definition;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Timestamps that are counted since 1970-01-01T00:00:00Z. */
public enum EpochFormat {
    EPOCH_SECONDS("epochSeconds", 0),
    EPOCH_MILLIS("epochMillis", 3),
    EPOCH_MICROS("epochMicros", 6);

    private final String text;
    private final int decimals;

    EpochFormat(String text, int decimals) {
        this.text = text;
        this.decimals = decimals;
    }

    /** How many decimals of a second one unit is. */
    public int decimals() {
        return decimals;
    }

    /** The format of that name, or null. */
    public static @Nullable EpochFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text.equals(name))
                .findFirst()
                .orElse(null);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(format -> format.text).toList();
    }
}

package io.tributary.bounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM wrote with {@code -Xlog:gc:file=...}. */
final class GcLog {

    /** {@code GC(7) Pause Young (Normal) (G1 Evacuation Pause) 151M->40M(256M) 5.1ms}; also of a full collection. */
    private static final Pattern COLLECTION = Pattern.compile("Pause (?:Young|Full).* (\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private GcLog() {}

    /** The most that was in use right after a collection, young or full, in MB: what was live, and what was not found dead yet. */
    static int largestAfterCollection(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToInt(collection -> Integer.parseInt(collection.group(2)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

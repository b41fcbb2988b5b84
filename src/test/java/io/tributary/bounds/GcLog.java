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
    private static final Pattern COLLECTION = Pattern.compile("Pause (Young|Full).* \\d+M->(\\d+)M\\(\\d+M\\)");

    private GcLog() {}

    /**
     * How much was in use right after collections, the most of all, in MB.
     *
     * @param any after young and full collections: what was live, and what was not found dead yet
     * @param full after full collections: what was live; 0 if memory was never so short that there was one
     */
    record Peak(int any, int full) {

        Peak max(Peak other) {
            return new Peak(Math.max(any, other.any), Math.max(full, other.full));
        }

        @Override
        public String toString() {
            return any + " MB" + (full == 0 ? "" : " (" + full + " MB after full collections)");
        }
    }

    static Peak peak(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .map(GcLog::peak)
                    .reduce(new Peak(0, 0), Peak::max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Peak peak(Matcher collection) {
        int used = Integer.parseInt(collection.group(2));
        return new Peak(used, collection.group(1).equals("Full") ? used : 0);
    }
}

package io.tributary.agent;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.file.GenericFile;
import org.jspecify.annotations.Nullable;

/**
 * The files that were dealt with and could not be moved afterwards: the disk is full, or the folder may not be written to. Each poll
 * finds them again; they are only to be moved then, and not published with every poll. It is remembered from one poll to the next and
 * no longer, so that a file that somebody puts there once more is read once more. Used by the one thread that polls.
 */
final class FileMoves {

    private Map<String, String> before = new HashMap<>();
    private Map<String, String> now = new HashMap<>();

    void begin() {
        before = now;
        now = new HashMap<>();
    }

    /** Where the file was to be moved to when it was dealt with, or null if it was not yet. */
    @Nullable
    String target(@Nullable GenericFile<?> file) {
        return file == null ? null : before.get(identity(file));
    }

    void failed(GenericFile<?> file, String target) {
        now.put(identity(file), target);
    }

    /** Size and time tell a file from the next one of its name. */
    private static String identity(GenericFile<?> file) {
        return file.getFileLength() + "|" + file.getLastModified() + "|" + file.getFileNameOnly();
    }
}

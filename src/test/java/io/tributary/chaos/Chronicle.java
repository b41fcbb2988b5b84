package io.tributary.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What happened when, in a file: to be read beside the logs of the processes. Times are UTC. */
final class Chronicle {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Path file;

    Chronicle(Path file) {
        this.file = file;
    }

    synchronized void note(String what) {
        try {
            Files.writeString(
                    file,
                    LocalTime.now(ZoneOffset.UTC).format(TIME) + " " + what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tributary.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder in which a system of record leaves its files. A file grows under a hidden name and appears under its own when it is
 * complete. Names hold a number that grows with every file, so that the order of names is the order of changes.
 */
final class FileDrop {

    private final Path folder;
    private final String prefix;
    private final String suffix;
    private final AtomicLong last = new AtomicLong();

    FileDrop(Path folder, String prefix, String suffix) {
        this.folder = folder;
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /** Begins the next file; {@link Growing#publish} shows it. */
    Growing next() throws IOException {
        String name = String.format(Locale.ROOT, "%s-%08d%s", prefix, last.incrementAndGet(), suffix);
        return new Growing(folder.resolve("." + name + ".part"), folder.resolve(name));
    }

    /** A file that is being written. */
    static final class Growing {
        private final Path hidden;
        private final Path name;
        private final OutputStream out;

        private Growing(Path hidden, Path name) throws IOException {
            this.hidden = hidden;
            this.name = name;
            this.out = new BufferedOutputStream(Files.newOutputStream(hidden), 1 << 16);
        }

        OutputStream out() {
            return out;
        }

        void publish() throws IOException {
            out.close();
            Files.move(hidden, name, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

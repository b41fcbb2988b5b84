package io.tributary.runtime;

import io.tributary.cast.CastFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The home of docs/how-to/customise.md, laid out in a folder as a user does: files, and own casts compiled into lib/. */
public final class InsurerHome {

    static final Path FILES = Path.of("src/test/resources/homes/insurer");

    private static final HomeFiles HOME =
            new HomeFiles(FILES, "com.example.insurer.ItalianDate", CastFunction.class, "insurer-casts.jar");

    private InsurerHome() {}

    /** Lays the home out in a new folder. */
    public static Path create(Path dir) throws IOException {
        return HOME.create(dir);
    }

    /** Puts a file where an agent of this home looks for it; complete when it appears. */
    static void drop(Path dir, String folder, String name, List<String> lines) throws IOException {
        HomeFiles.drop(dir, folder, name, lines);
    }
}

package io.tributary.runtime;

import io.tributary.view.ViewFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The home with the shape of Fast Data's public example, laid out in a folder, its own function compiled into lib/. */
public final class RestaurantHome {

    static final Path FILES = Path.of("src/test/resources/homes/restaurant");

    private static final HomeFiles HOME =
            new HomeFiles(FILES, "com.example.restaurant.FavouriteDish", ViewFunction.class, "restaurant.jar");

    private RestaurantHome() {}

    /** Lays the home out in a new folder. */
    public static Path create(Path dir) throws IOException {
        return HOME.create(dir);
    }

    /** Puts a file where the agent of a table looks for it. */
    static void drop(Path dir, String table, String... lines) throws IOException {
        HomeFiles.drop(dir, table, System.nanoTime() + ".csv", List.of(lines));
    }
}

package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The home with the shape of Fast Data's public example, laid out in a folder, its own function compiled into lib/. */
public final class RestaurantHome {

    static final Path FILES = Path.of("src/test/resources/homes/restaurant");

    private static final String CLASS = "com/example/restaurant/FavouriteDish.class";

    private RestaurantHome() {}

    /** Lays the home out in a new folder. */
    public static Path create(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = dir.resolve(FILES.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path classes = Files.createDirectories(dir.resolve("src/classes"));
        String source = dir.resolve("src/FavouriteDish.java").toString();
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-cp", "target/classes", source);
        assertThat(exit).as("javac").isZero();
        Path jar = Files.createDirectories(dir.resolve("lib")).resolve("restaurant.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(CLASS));
            Files.copy(classes.resolve(CLASS), entries);
            entries.putNextEntry(new JarEntry("META-INF/services/io.tributary.view.ViewFunction"));
            entries.write("com.example.restaurant.FavouriteDish\n".getBytes(StandardCharsets.UTF_8));
        }
        return dir;
    }

    /** Puts a file where the agent of a table looks for it; complete when it appears. */
    static void drop(Path dir, String table, String... lines) throws IOException {
        Path target = Files.createDirectories(dir.resolve("drop").resolve(table));
        Path hidden = Files.write(target.resolve("." + table + ".csv"), List.of(lines));
        Files.move(hidden, target.resolve(System.nanoTime() + ".csv"));
    }
}

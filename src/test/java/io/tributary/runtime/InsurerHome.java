package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The home of docs/how-to/customise.md, laid out in a folder as a user does: files, and own casts compiled into lib/. */
public final class InsurerHome {

    static final Path FILES = Path.of("src/test/resources/homes/insurer");

    private static final String CLASS = "com/example/insurer/ItalianDate.class";

    private InsurerHome() {}

    /** Lays the home out in a new folder. */
    public static Path create(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = dir.resolve(FILES.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        pack(compile(dir), Files.createDirectories(dir.resolve("lib")).resolve("insurer-casts.jar"));
        return dir;
    }

    private static Path compile(Path dir) throws IOException {
        Path classes = Files.createDirectories(dir.resolve("src/classes"));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        "target/classes",
                        dir.resolve("src/ItalianDate.java").toString());
        assertThat(exit).as("javac").isZero();
        return classes;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(CLASS));
            Files.copy(classes.resolve(CLASS), entries);
            entries.putNextEntry(new JarEntry("META-INF/services/io.tributary.cast.CastFunction"));
            entries.write("com.example.insurer.ItalianDate\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** Puts a file where an agent of this home looks for it; complete when it appears. */
    static void drop(Path dir, String folder, String name, List<String> lines) throws IOException {
        Path target = Files.createDirectories(dir.resolve("drop").resolve(folder));
        Path hidden = Files.write(target.resolve("." + name), lines);
        Files.move(hidden, target.resolve(name));
    }
}

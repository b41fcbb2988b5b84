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

/**
 * A home of src/test/resources/homes, to be laid out in a folder as a user does it: files, and one class of its own as a service in lib/.
 *
 * @param type the full name of the class, whose source lies in src/
 */
record HomeFiles(Path files, String type, Class<?> service, String jar) {

    /** Lays the home out in a new folder. */
    Path create(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = dir.resolve(files.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        pack(compile(dir), Files.createDirectories(dir.resolve("lib")).resolve(jar));
        return dir;
    }

    private Path compile(Path dir) throws IOException {
        Path classes = Files.createDirectories(dir.resolve("src/classes"));
        String source = dir.resolve("src/" + type.substring(type.lastIndexOf('.') + 1) + ".java")
                .toString();
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-cp", "target/classes", source);
        assertThat(exit).as("javac").isZero();
        return classes;
    }

    private void pack(Path classes, Path target) throws IOException {
        String file = type.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(file));
            Files.copy(classes.resolve(file), entries);
            entries.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
            entries.write((type + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts a file where an agent of a home looks for it; complete when it appears. */
    static void drop(Path dir, String folder, String name, List<String> lines) throws IOException {
        Path target = Files.createDirectories(dir.resolve("drop").resolve(folder));
        Path hidden = Files.write(target.resolve("." + name), lines);
        Files.move(hidden, target.resolve(name));
    }
}

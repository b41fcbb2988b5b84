package io.tributary.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code kubectl kustomize}, where kubectl is installed; it needs no cluster. */
final class Kustomize {

    private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    static boolean available() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    static List<Manifest> render(Path folder) {
        return Manifest.parse(folder + " (rendered)", text(folder));
    }

    /**
     * What {@code kubectl apply -k} would send.
     *
     * @throws IllegalArgumentException with kubectl's message when it does not render
     */
    static String text(Path folder) {
        return RENDERED.computeIfAbsent(folder, Kustomize::run);
    }

    private static String run(Path folder) {
        try {
            Path out = Files.createTempFile("rendered", ".yaml");
            Path err = Files.createTempFile("rendered", ".txt");
            Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalArgumentException(folder + " does not render: " + Files.readString(err));
            }
            return Files.readString(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

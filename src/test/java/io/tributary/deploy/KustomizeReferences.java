package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What kustomizations name, checked without kubectl: it exists, kustomize may read it, and no file is left unnamed. */
final class KustomizeReferences {

    private static final String FILE = "kustomization.yaml";

    private final List<String> problems = new ArrayList<>();
    private final Set<Path> named = new TreeSet<>();

    private KustomizeReferences() {}

    /** Checks the kustomizations in these folders; {@code spare} says of a file that none is meant to name it. */
    static List<String> problems(List<Path> folders, Predicate<Path> spare) {
        KustomizeReferences check = new KustomizeReferences();
        List<Path> yaml = folders.stream().flatMap(KustomizeReferences::files).toList();
        yaml.stream().filter(file -> file.endsWith(FILE)).forEach(check::follow);
        yaml.stream()
                .filter(file -> !file.endsWith(FILE) && !spare.test(file) && !check.named.contains(file))
                .forEach(file -> check.problems.add(file + " is named by no kustomization"));
        return check.problems;
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).map(Path::normalize).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(Path kustomization) {
        JsonNode body = Manifest.read(kustomization).get(0).body();
        Stream.of("resources", "components")
                .forEach(key -> Json.texts(body.path(key)).forEach(path -> fileOrFolder(kustomization, path)));
        Json.texts(body.path("configurations")).forEach(path -> file(kustomization, path));
        Json.elements(body.path("patches"))
                .filter(patch -> patch.has("path"))
                .forEach(patch -> file(kustomization, patch.path("path").asText()));
        Stream.of("configMapGenerator", "secretGenerator")
                .flatMap(key -> Json.elements(body.path(key)))
                .flatMap(generator -> Json.texts(generator.path("files")).stream())
                .forEach(path -> file(kustomization, path.substring(path.indexOf('=') + 1)));
    }

    private void fileOrFolder(Path kustomization, String path) {
        Path target = kustomization.resolveSibling(path).normalize();
        if (!Files.isDirectory(target)) {
            file(kustomization, path);
        } else if (!Files.isRegularFile(target.resolve(FILE))) {
            problems.add(kustomization + ": '" + path + "' has no " + FILE);
        }
    }

    private void file(Path kustomization, String path) {
        Path target = kustomization.resolveSibling(path).normalize();
        named.add(target);
        if (!Files.isRegularFile(target)) {
            problems.add(kustomization + ": '" + path + "' does not exist");
        } else if (!target.startsWith(kustomization.getParent())) {
            problems.add(kustomization + ": '" + path + "' lies outside its folder, where kustomize does not read");
        }
    }
}

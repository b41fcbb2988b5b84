package io.tributary.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of the repository, without those of the build and of git. */
final class Repository {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", "data");

    private final Set<String> files = new TreeSet<>();
    private final Set<String> folders = new TreeSet<>();

    private Repository() {}

    /** Lists the repository that the tests run in. */
    static Repository here() throws IOException {
        Repository repository = new Repository();
        try (Stream<Path> top = Files.list(Path.of(""))) {
            for (Path path : top.toList()) {
                if (!NOT_OURS.contains(path.toString())) {
                    repository.add(path);
                }
            }
        }
        return repository;
    }

    private void add(Path top) throws IOException {
        try (Stream<Path> walk = Files.walk(top)) {
            walk.forEach(path -> (Files.isDirectory(path) ? folders : files).add(path.toString()));
        }
    }

    /** README and everything in {@code docs/}. */
    List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(".md") && (file.startsWith("docs/") || !file.contains("/"))) {
                pages.add(Page.read(Path.of(file)));
            }
        }
        return pages;
    }

    boolean hasFolder(String path) {
        return folders.contains(path);
    }

    /** Whether there is such a folder, or a file whose path ends so. */
    boolean has(String path) {
        String plain = path.replaceFirst("/$", "");
        return folders.contains(plain)
                || files.contains(plain)
                || files.stream().anyMatch(file -> file.endsWith("/" + plain));
    }

    /** Whether a link from a page leads to a file or folder, and to a heading where it names one. */
    boolean leadsSomewhere(Page from, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty()
                ? from.path()
                : Path.of("").resolve(from.path()).resolveSibling(file).normalize();
        if (!files.contains(target.toString()) && !folders.contains(target.toString())) {
            return false;
        }
        return hash < 0 || Page.read(target).hasHeading(link.substring(hash + 1));
    }
}

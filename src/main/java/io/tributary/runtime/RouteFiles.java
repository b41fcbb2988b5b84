package io.tributary.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which route files a process loads: ours, overlaid by the home's. Templates and policies are always there, since a template does
 * nothing by itself; what runs by itself belongs to a role.
 */
final class RouteFiles {

    private static final String DEFAULTS = "tributary/defaults";
    private static final String API = "routes/api.camel.yaml";

    private RouteFiles() {}

    /** The files as resource addresses for Camel, by their path within a home. */
    static Map<String, String> of(Home home, Set<Role> roles) {
        Map<String, String> ours = defaults();
        Map<String, String> files = new TreeMap<>(ours);
        for (String folder : new String[] {"agents", "routes"}) {
            home.routeFiles(folder).forEach((name, file) -> {
                if (runs(name, ours.containsKey(name), roles)) {
                    files.put(name, "file:" + file.toAbsolutePath());
                }
            });
        }
        if (!roles.contains(Role.API)) {
            files.remove(API);
        }
        return files;
    }

    private static boolean runs(String name, boolean replacesOurs, Set<Role> roles) {
        if (replacesOurs || name.startsWith("agents/templates/")) {
            return true;
        }
        return roles.contains(name.startsWith("agents/") ? Role.AGENTS : Role.ROUTES);
    }

    private static Map<String, String> defaults() {
        URL root = RouteFiles.class.getClassLoader().getResource(DEFAULTS);
        if (root == null) {
            throw new IllegalStateException(
                    "the jar holds no " + DEFAULTS + "; it was not built by this project's pom.xml");
        }
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return list(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return list(jar.getPath(DEFAULTS));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the default routes cannot be listed in " + root, e);
        }
    }

    private static Map<String, String> list(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(file -> file.toString().endsWith(".camel.yaml")).forEach(file -> {
                String name = root.relativize(file).toString().replace('\\', '/');
                files.put(name, "classpath:" + DEFAULTS + "/" + name);
            });
        }
        return files;
    }
}

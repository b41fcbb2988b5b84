package io.tributary.runtime;

import io.tributary.cast.CastFunction;
import io.tributary.cast.DefinitionTests;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.definition.TestResult;
import io.tributary.view.ViewFunction;
import io.tributary.view.ViewTests;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one deployment runs: {@code agents/}, {@code transformers/}, {@code routes/}, {@code lib/} and
 * {@code application.properties}. It lies over the defaults that come with Tributary: a route file of the same name replaces ours,
 * any other is added. Definitions and agents belong to the home alone.
 */
public final class Home {

    /**
     * The placeholder for the home's absolute path. A relative path in a route or in {@code application.properties} is relative to
     * where the process was started, as everywhere in Camel; this is how a home names what lies in it.
     */
    static final String PLACEHOLDER = "tributary.home";

    private final Path dir;
    private final ClassLoader classLoader;
    private @Nullable HomeCasts homeCasts;

    private Home(Path dir, ClassLoader classLoader) {
        this.dir = dir;
        this.classLoader = classLoader;
    }

    /**
     * Opens a home.
     *
     * @throws ConfigurationException if the folder is missing
     */
    public static Home of(Path dir) {
        if (!Files.isDirectory(dir)) {
            throw new ConfigurationException(
                    "--home " + dir + ": there is no such folder; a home holds agents/, transformers/, "
                            + "routes/ and application.properties, each as far as it is needed");
        }
        return new Home(dir, libraries(dir.resolve("lib")));
    }

    public Path dir() {
        return dir;
    }

    /** Sees the jars in the home's {@code lib/}: own casts, drivers, Camel components. */
    public ClassLoader classLoader() {
        return classLoader;
    }

    /**
     * The definitions, read and checked.
     *
     * @throws DefinitionException if any is wrong: all errors of all files
     */
    public Definitions definitions() throws DefinitionException {
        return new DefinitionReader(homeCasts(), functions().keySet())
                .read(files("transformers/projections"), files("transformers/single-views"));
    }

    /**
     * What {@code cast:} can name beside the built-in steps: the casts in {@code lib/}, the beans of route files, the languages of
     * Camel. A keyed hash without its key rejects every value.
     */
    public Map<String, CastFunction> casts() {
        return homeCasts().all(properties(), false);
    }

    /** As {@link #casts()}, but a keyed hash without its key is refused: for a process that is going to write. */
    Map<String, CastFunction> castsWithKeys() {
        return homeCasts().all(properties(), true);
    }

    /** What application.properties says, and for what it does not say the environment: {@code PII_KEY} for {@code pii.key}. */
    private Properties properties() {
        Properties properties = new Properties();
        System.getenv()
                .forEach((name, value) ->
                        properties.setProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        properties.putAll(Settings.of(dir).asProperties());
        return properties;
    }

    private synchronized HomeCasts homeCasts() {
        HomeCasts found = homeCasts;
        if (found == null) {
            found = HomeCasts.of(this, services(CastFunction.class));
            homeCasts = found;
        }
        return found;
    }

    /** The own functions of single views in {@code lib/}, named and found like {@link #casts}. */
    public Map<String, ViewFunction> functions() {
        return services(ViewFunction.class);
    }

    private <T> Map<String, T> services(Class<T> type) {
        Map<String, T> services = new TreeMap<>();
        for (T service : ServiceLoader.load(type, classLoader)) {
            String name = service.getClass().getSimpleName();
            services.put(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), service);
        }
        return services;
    }

    /** Runs the tests that stand in the definitions, in their order. */
    public List<TestResult> tests(Definitions definitions) {
        List<TestResult> results = new ArrayList<>(DefinitionTests.run(definitions, casts()));
        results.addAll(ViewTests.run(definitions, functions()));
        return results;
    }

    /** The route files below a folder of the home, by their path within the home: {@code agents/crm.camel.yaml}. */
    public Map<String, Path> routeFiles(String folder) {
        Map<String, Path> files = new TreeMap<>();
        list(folder, ".camel.yaml").forEach(file -> files.put(relative(file), file));
        return files;
    }

    private List<DefinitionFile> files(String folder) {
        List<DefinitionFile> files = new ArrayList<>();
        for (Path file : list(folder, ".yaml")) {
            try {
                files.add(new DefinitionFile(relative(file), text(file)));
            } catch (IOException e) {
                throw new ConfigurationException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return files;
    }

    private static String text(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            String before = StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
            throw new ConfigurationException(
                    file + ":" + (before.chars().filter(c -> c == '\n').count() + 1)
                            + ": holds bytes that are no UTF-8; save the file as UTF-8");
        }
        return text.flip().toString();
    }

    private List<Path> list(String folder, String ending) {
        Path below = dir.resolve(folder);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(ending) && !hidden(below.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(below + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** A mounted ConfigMap holds each file twice: as itself, and within a hidden folder that it points into. */
    private static boolean hidden(Path path) {
        for (Path name : path) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private String relative(Path file) {
        return dir.relativize(file).toString().replace('\\', '/');
    }

    private static ClassLoader libraries(Path lib) {
        ClassLoader parent = Home.class.getClassLoader();
        if (!Files.isDirectory(lib)) {
            return parent;
        }
        try (Stream<Path> jars = Files.list(lib)) {
            List<URL> urls = new ArrayList<>();
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                urls.add(jar.toUri().toURL());
            }
            return urls.isEmpty() ? parent : new URLClassLoader(urls.toArray(URL[]::new), parent);
        } catch (MalformedURLException e) {
            throw new ConfigurationException(lib + " holds a file that has no address: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ConfigurationException(lib + " cannot be listed: " + e.getMessage(), e);
        }
    }
}

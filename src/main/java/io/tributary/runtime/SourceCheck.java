package io.tributary.runtime;

import io.tributary.agent.TableColumns;
import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.Nearest;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.queue.Reasons;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;
import org.jspecify.annotations.Nullable;

/** Tries the systems of record that the agents of a home read: tables with their columns, folders, FTP servers. */
final class SourceCheck {

    private final Home home;
    private final Settings settings;
    private final Definitions definitions;

    SourceCheck(Home home, Settings settings, Definitions definitions) {
        this.home = home;
        this.settings = settings;
        this.definitions = definitions;
    }

    void run(Consumer<Tried> tried) {
        RouteModels models = RouteModels.read(home, RouteFiles.of(home, Set.of(Role.AGENTS)));
        Main main = new Main();
        configure(main);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(home.classLoader());
        try {
            // Beans of application.properties, such as data sources, come to be as they do in run; no route is loaded.
            main.start();
            models.templated()
                    .forEach((file, routes) ->
                            routes.forEach(route -> agent(file, main.getCamelContext(), route, tried)));
        } catch (Exception e) {
            tried.accept(Tried.wrong("application.properties", Reasons.of(e)));
        } finally {
            main.stop();
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private void configure(Main main) {
        Properties ours = settings.asProperties();
        ours.setProperty(
                Home.PLACEHOLDER, home.dir().toAbsolutePath().normalize().toString());
        ours.setProperty("camel.main.name", "tributary-check");
        ours.setProperty("camel.main.startupSummaryLevel", "Off");
        main.setInitialProperties(ours);
        main.setDefaultPropertyPlaceholderLocation("false");
    }

    private void agent(String file, CamelContext camel, TemplatedRouteDefinition route, Consumer<Tried> tried) {
        String what = file + ": " + route.getRouteId();
        Map<String, String> parameters;
        try {
            parameters = parameters(camel, route);
        } catch (RuntimeException e) {
            tried.accept(Tried.noted(what, "cannot be tried: " + Reasons.of(e)));
            return;
        }
        if (parameters.containsKey("dataSource") && parameters.containsKey("table")) {
            tried.accept(table(what, camel, parameters));
        } else if (parameters.containsKey("host")) {
            tried.accept(FtpCheck.run(what, parameters));
        } else if (parameters.containsKey("directory")) {
            tried.accept(folder(what, parameters.getOrDefault("directory", "")));
        }
    }

    private static Map<String, String> parameters(CamelContext camel, TemplatedRouteDefinition route) {
        Map<String, String> parameters = new HashMap<>();
        for (TemplatedRouteParameterDefinition each : route.getParameters()) {
            parameters.put(each.getName(), camel.resolvePropertyPlaceholders(each.getValue()));
        }
        return parameters;
    }

    private Tried table(String what, CamelContext camel, Map<String, String> parameters) {
        String name = parameters.getOrDefault("dataSource", "");
        DataSource source = camel.getRegistry().lookupByNameAndType(name, DataSource.class);
        if (source == null) {
            return Tried.wrong(
                    what,
                    "'" + name + "' is no data source"
                            + Nearest.hint(
                                    name,
                                    camel.getRegistry()
                                            .findByTypeWithName(DataSource.class)
                                            .keySet())
                            + "; application.properties makes one with camel.beans." + name + " = #class:...");
        }
        String table = parameters.getOrDefault("table", "");
        try {
            List<String> columns = TableColumns.of(source, table, parameters.getOrDefault("columns", "*"));
            List<String> problems = new ArrayList<>();
            missing(problems, "the key", columns(parameters.get("key")), columns, table);
            missing(problems, "the version", columns(parameters.get("version")), columns, table);
            projections(parameters.getOrDefault("topic", "")).forEach(each -> fields(problems, each, columns, table));
            return problems.isEmpty()
                    ? Tried.well(what, table + " in " + name + " can be read: " + String.join(", ", columns))
                    : Tried.wrong(what, problems);
        } catch (SQLException | IllegalArgumentException e) {
            return Tried.wrong(what, table + " in " + name + " cannot be read: " + Reasons.of(e));
        }
    }

    private List<ProjectionDefinition> projections(String topic) {
        return definitions.ofTopic(topic);
    }

    /** A column that a field is made of and the table lacks: each of its records would be without it, or be rejected. */
    private static void fields(
            List<String> problems, ProjectionDefinition projection, List<String> columns, String table) {
        for (FieldDefinition field : projection.fields()) {
            for (String column : field.columns()) {
                if (!has(columns, column)) {
                    problems.add(field.place() + ": " + table + " has no column '" + column + "'"
                            + Nearest.hint(column, new TreeSet<>(columns)));
                }
            }
        }
    }

    private static void missing(
            List<String> problems, String what, List<String> wanted, List<String> columns, String table) {
        for (String column : wanted) {
            if (!has(columns, column)) {
                problems.add(what + ": " + table + " has no column '" + column + "'"
                        + Nearest.hint(column, new TreeSet<>(columns)));
            }
        }
    }

    private static boolean has(List<String> columns, String wanted) {
        return columns.stream().anyMatch(wanted::equalsIgnoreCase);
    }

    private static List<String> columns(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : java.util.Arrays.stream(text.split(",")).map(String::trim).toList();
    }

    private static Tried folder(String what, String directory) {
        Path folder = Path.of(directory);
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder)
                    ? Tried.wrong(what, directory + " is no folder")
                    : Tried.noted(what, "the folder " + directory + " is not there yet; run makes it");
        }
        if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
            return Tried.wrong(
                    what,
                    "the folder " + directory + " has to be readable and writable: files are moved to .done in it");
        }
        return Tried.well(what, "the folder " + directory + " can be read");
    }
}

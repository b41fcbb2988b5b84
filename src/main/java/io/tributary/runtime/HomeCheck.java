package io.tributary.runtime;

import io.tributary.definition.Definitions;
import io.tributary.definition.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;

/** What is wrong with the routes of a home, found without starting any. */
public final class HomeCheck {

    /** Without those that have a default, are optional, or come from a function such as {@code {{env:X}}}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z0-9._-]+)}}");

    private final Map<String, String> files;
    private final RouteModels models;

    /** Reads the routes that a process with these roles would load. */
    public HomeCheck(Home home, Set<Role> roles) {
        this.files = RouteFiles.of(home, roles);
        this.models = RouteModels.read(home, files);
    }

    /** What no start would survive: files that cannot be read, templates that do not exist, parameters that are missing. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(models.problems());
        models.templated().forEach((file, routes) -> routes.forEach(route -> problems(file, route, problems)));
        return problems;
    }

    private void problems(String file, TemplatedRouteDefinition route, List<String> problems) {
        String where = file + ": " + route.getRouteId() + ": ";
        RouteTemplateDefinition template = models.templates().get(route.getRouteTemplateRef());
        if (template == null) {
            problems.add(where + "'" + route.getRouteTemplateRef() + "' is no route template"
                    + Nearest.hint(
                            route.getRouteTemplateRef(), models.templates().keySet()));
            return;
        }
        Set<String> given = names(route);
        Set<String> known = template.getTemplateParameters().stream()
                .map(RouteTemplateParameterDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        for (RouteTemplateParameterDefinition parameter : template.getTemplateParameters()) {
            if (isRequired(parameter) && !given.contains(parameter.getName())) {
                problems.add(where + "the template " + template.getId() + " needs the parameter '" + parameter.getName()
                        + "': " + parameter.getDescription());
            }
        }
        given.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(where + "'" + name + "' is no parameter of the template "
                        + template.getId() + Nearest.hint(name, known)));
    }

    /** Agents that publish to a topic that no projection is made of; nothing if the home has no projections at all. */
    public List<String> topicsWithoutProjection(Definitions definitions) {
        Set<String> topics = new TreeSet<>();
        definitions.projections().values().forEach(projection -> topics.add(projection.topic()));
        List<String> problems = new ArrayList<>();
        models.templated().forEach((file, routes) -> routes.stream()
                .flatMap(route -> parameters(route).stream())
                .filter(parameter -> parameter.getName().equals("topic")
                        && !topics.isEmpty()
                        && !parameter.getValue().contains("{{")
                        && !topics.contains(parameter.getValue()))
                .forEach(parameter -> problems.add(file + ": no projection takes the topic '" + parameter.getValue()
                        + "'" + Nearest.hint(parameter.getValue(), topics))));
        return problems;
    }

    /** Placeholders that have no value here, each with the names that would give it one and where it is needed. */
    public List<String> missingValues(Settings settings) {
        Map<String, Set<String>> missing = new TreeMap<>();
        Properties properties = settings.asProperties();
        files.forEach((file, address) -> missing(file, text(address), properties, missing));
        properties
                .stringPropertyNames()
                .forEach(name ->
                        missing("application.properties: " + name, properties.getProperty(name), properties, missing));
        return missing.entrySet().stream()
                .map(entry -> "{{" + entry.getKey() + "}} has no value; give it in application.properties or as "
                        + variable(entry.getKey()) + " (" + String.join(", ", entry.getValue()) + ")")
                .toList();
    }

    private void missing(String where, String text, Properties properties, Map<String, Set<String>> missing) {
        String withoutComments = text.replaceAll("(?m)^\\s*#.*$", "");
        PLACEHOLDER
                .matcher(withoutComments)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !templateNames().contains(name) && !hasValue(name, properties))
                .forEach(name ->
                        missing.computeIfAbsent(name, key -> new TreeSet<>()).add(where));
    }

    private static boolean hasValue(String name, Properties properties) {
        return name.equals(Home.PLACEHOLDER)
                || properties.containsKey(name)
                || System.getProperty(name) != null
                || System.getenv(variable(name)) != null
                || System.getenv(name) != null;
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Parameters and beans of templates, which look like placeholders within them. */
    private Set<String> templateNames() {
        Set<String> names = new HashSet<>();
        for (RouteTemplateDefinition template : models.templates().values()) {
            template.getTemplateParameters().forEach(parameter -> names.add(parameter.getName()));
            if (template.getTemplateBeans() != null) {
                template.getTemplateBeans().forEach(bean -> names.add(bean.getName()));
            }
        }
        return names;
    }

    private static boolean isRequired(RouteTemplateParameterDefinition parameter) {
        return parameter.getDefaultValue() == null && !Boolean.FALSE.equals(parameter.getRequired());
    }

    private static List<TemplatedRouteParameterDefinition> parameters(TemplatedRouteDefinition route) {
        return route.getParameters() == null ? List.of() : route.getParameters();
    }

    private static Set<String> names(TemplatedRouteDefinition route) {
        return parameters(route).stream()
                .map(TemplatedRouteParameterDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String address) {
        if (address.startsWith("file:")) {
            try {
                return Files.readString(Path.of(address.substring("file:".length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // Ours: what they need is a setting, and has a default.
        return "";
    }
}

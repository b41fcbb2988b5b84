package io.tributary.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The route files of a home as Camel's models: parsed as at the start, but nothing is started. */
final class RouteModels {

    private final Map<String, RouteTemplateDefinition> templates = new TreeMap<>();
    private final Map<String, List<TemplatedRouteDefinition>> templated = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private RouteModels() {}

    /** Reads the files; what cannot be read becomes a problem, one line each. */
    static RouteModels read(Home home, Map<String, String> files) {
        RouteModels models = new RouteModels();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setApplicationContextClassLoader(home.classLoader());
            files.forEach((name, address) -> models.read(camel, name, address));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a Camel context that was never started cannot be closed", e);
        }
        return models;
    }

    private void read(DefaultCamelContext camel, String name, String address) {
        try {
            for (RoutesBuilder each : PluginHelper.getRoutesLoader(camel)
                    .findRoutesBuilders(PluginHelper.getResourceLoader(camel).resolveResource(address))) {
                if (each instanceof RouteBuilder builder) {
                    builder.setCamelContext(camel);
                    builder.configure();
                    builder.getRouteTemplateCollection()
                            .getRouteTemplates()
                            .forEach(template -> templates.put(template.getId(), template));
                    templated
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .addAll(builder.getTemplatedRouteCollection().getTemplatedRoutes());
                }
            }
        } catch (Exception e) {
            problems.add(name + reason(e));
        }
    }

    /** The route templates of all files, by their ids. */
    Map<String, RouteTemplateDefinition> templates() {
        return templates;
    }

    /** The instances of templates, by the file that they stand in. */
    Map<String, List<TemplatedRouteDefinition>> templated() {
        return templated;
    }

    List<String> problems() {
        return problems;
    }

    /** The line, where it is known, and what is wrong there. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; innermost.getCause() != null && depth < 20; depth++) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof MarkedYamlEngineException yaml
                && yaml.getProblemMark().isPresent()) {
            return ":" + (yaml.getProblemMark().get().getLine() + 1) + ": " + yaml.getProblem();
        }
        return ": " + String.valueOf(innermost.getMessage()).lines().findFirst().orElse(innermost.toString());
    }
}

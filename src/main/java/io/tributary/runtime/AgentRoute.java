package io.tributary.runtime;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.TemplatedRouteDefinition;

/**
 * An agent as a route file declares it.
 *
 * @param file the file within the home
 * @param id the route's
 * @param template the route template that it is made of
 * @param parameters what the file gives the template, placeholders as they stand there
 */
public record AgentRoute(String file, String id, String template, Map<String, String> parameters) {

    /** Where the parameters of the templates that come with Tributary say what is read. */
    private static final String NOTHING = "";

    /** The agents of a home, in the order of their files; what cannot be read is left out, {@code check} says why. */
    public static List<AgentRoute> of(Home home) {
        RouteModels models = RouteModels.read(home, RouteFiles.of(home, EnumSet.allOf(Role.class)));
        List<AgentRoute> agents = new ArrayList<>();
        models.templated().forEach((file, routes) -> {
            if (file.startsWith("agents/")) {
                routes.forEach(route -> agents.add(of(file, route)));
            }
        });
        return agents;
    }

    private static AgentRoute of(String file, TemplatedRouteDefinition route) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (route.getParameters() != null) {
            route.getParameters().forEach(parameter -> parameters.put(parameter.getName(), parameter.getValue()));
        }
        return new AgentRoute(file, route.getRouteId(), route.getRouteTemplateRef(), parameters);
    }

    /** The topic that it publishes to; empty if its template has no such parameter. */
    public String topic() {
        return parameters.getOrDefault("topic", NOTHING);
    }

    /** What it reads, for people: a table with its data source, or files with their folder and server. */
    public String source() {
        if (parameters.containsKey("table")) {
            return "table " + parameters.get("table") + " of " + parameters.getOrDefault("dataSource", "?");
        }
        String files = parameters.getOrDefault("directory", NOTHING);
        if (parameters.containsKey("include")) {
            files += (files.isEmpty() ? "" : "/") + parameters.get("include");
        }
        return parameters.containsKey("host")
                ? parameters.getOrDefault("scheme", "ftp") + "://" + parameters.get("host") + "/" + files
                : files;
    }
}

package io.tributary.explain;

import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.Names;
import io.tributary.runtime.AgentRoute;
import io.tributary.runtime.Home;
import io.tributary.view.ViewPlan;
import io.tributary.view.ViewQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole way of the data through a home.
 *
 * @param changesQueue where changes of projections are told
 * @param routes the files of the home's own routes
 */
public record HomeFlow(
        List<Agent> agents,
        List<Topic> topics,
        List<Projection> projections,
        String changesQueue,
        List<View> views,
        List<String> routes) {

    /** Who publishes, what, and where to. */
    public record Agent(String id, String template, String source, String topic, String file) {}

    /** A stream of records, its queue, and what takes it in. */
    public record Topic(String topic, String queue, List<String> projections) {}

    /** A projection, the views that it is part of, and where it is read. */
    public record Projection(String name, List<String> key, List<String> views, String address) {}

    /** A single view, the queue of its triggers, what it is made of (the base first), and where it is read. */
    public record View(String name, String queue, List<String> sources, String address) {}

    /** The flow of a home. */
    public static HomeFlow of(Home home, Definitions definitions, Names names) {
        List<Agent> agents = AgentRoute.of(home).stream()
                .map(agent -> new Agent(agent.id(), agent.template(), agent.source(), agent.topic(), agent.file()))
                .toList();
        List<View> views = new ArrayList<>();
        Map<String, ViewPlan> plans = ViewPlan.all(definitions);
        definitions.views().keySet().forEach(name -> {
            ViewPlan plan = plans.get(name);
            if (plan != null) {
                views.add(view(plan, definitions, names));
            }
        });
        return new HomeFlow(
                agents,
                topics(agents, definitions, names),
                definitions.projections().values().stream()
                        .map(projection -> projection(projection, views))
                        .toList(),
                names.projectionChangesQueue(),
                views,
                List.copyOf(home.routeFiles("routes").keySet()));
    }

    private static List<Topic> topics(List<Agent> agents, Definitions definitions, Names names) {
        Map<String, List<String>> topics = new LinkedHashMap<>();
        agents.stream()
                .filter(agent -> !agent.topic().isEmpty())
                .forEach(agent -> topics.putIfAbsent(agent.topic(), new ArrayList<>()));
        definitions.projections().values().forEach(projection -> topics.computeIfAbsent(
                        projection.topic(), topic -> new ArrayList<>())
                .add(projection.name()));
        List<Topic> found = new ArrayList<>();
        topics.forEach((topic, projections) ->
                found.add(new Topic(topic, topic.contains("{{") ? "?" : names.topicQueue(topic), projections)));
        return found;
    }

    private static Projection projection(ProjectionDefinition projection, List<View> views) {
        List<String> users = views.stream()
                .filter(view -> view.sources().contains(projection.name()))
                .map(View::name)
                .toList();
        return new Projection(
                projection.name(),
                projection.key(),
                users,
                Addresses.ofProjection(projection.name(), projection.key()));
    }

    private static View view(ViewPlan plan, Definitions definitions, Names names) {
        String name = plan.view().name();
        List<String> sources = ViewQueries.reads(plan).stream()
                .map(ViewQueries.Read::source)
                .distinct()
                .toList();
        return new View(
                name, names.viewQueue(name), sources, Addresses.ofView(name, Addresses.key(plan.view(), definitions)));
    }
}

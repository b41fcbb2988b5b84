package io.tributary.explain;

import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.Names;
import io.tributary.runtime.AgentRoute;
import io.tributary.runtime.Home;
import io.tributary.view.ViewQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What there is to know about a projection.
 *
 * @param agents those that publish to its topic
 * @param settings what else its definition says, in its own words
 */
public record ProjectionFacts(
        String name,
        String file,
        String topic,
        String queue,
        List<String> agents,
        String collection,
        String address,
        List<String> key,
        String settings,
        List<Field> fields,
        List<IndexReason> indexes,
        List<Query> queries) {

    private static final Set<String> SHOWN = Set.of("projection", "topic", "key", "fields", "tests");

    /**
     * A field.
     *
     * @param from the column that it comes from; several with commas between
     * @param settings what else its definition says, in its own words
     * @param reaches the views that a change of it reaches
     */
    public record Field(String name, String type, String from, String settings, List<String> reaches) {}

    /** A query that reads documents of the projection for a chunk of a view. */
    public record Query(String view, String alias, String path, List<String> fields) {}

    /**
     * The facts of a projection of a home.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ProjectionFacts of(Home home, Definitions definitions, Names names, String name) {
        ProjectionDefinition projection = definitions.projection(name);
        Reach reach = new Reach(definitions);
        Source source = Source.of(home, projection.place().file());
        return new ProjectionFacts(
                name,
                projection.place().file(),
                projection.topic(),
                names.topicQueue(projection.topic()),
                AgentRoute.of(home).stream()
                        .filter(agent -> agent.topic().equals(projection.topic()))
                        .map(AgentRoute::id)
                        .toList(),
                names.collection(name),
                Addresses.ofProjection(name, projection.key()),
                projection.key(),
                source.without(SHOWN),
                projection.fields().stream()
                        .map(field -> field(projection, field, source.below("fields"), reach))
                        .toList(),
                IndexReason.of(definitions, reach, name),
                queries(reach, name));
    }

    private static Field field(ProjectionDefinition projection, FieldDefinition field, Source fields, Reach reach) {
        return new Field(
                field.name(),
                field.type().yamlName(),
                String.join(", ", field.columns()),
                fields.below(field.name()).without(Set.of("from", "type")),
                reach.of(projection.name(), field.name()));
    }

    private static List<Query> queries(Reach reach, String name) {
        List<Query> queries = new ArrayList<>();
        reach.plans().forEach((view, plan) -> {
            for (ViewQueries.Read read : ViewQueries.reads(plan)) {
                if (read.source().equals(name)) {
                    queries.add(new Query(view, read.alias(), read.path(), read.fields()));
                }
            }
        });
        return queries;
    }

    /** The names of the fields that no view reads. */
    public List<String> unused() {
        return fields.stream()
                .filter(field -> field.reaches().isEmpty())
                .map(Field::name)
                .toList();
    }
}

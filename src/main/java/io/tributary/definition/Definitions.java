package io.tributary.definition;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All definitions of a home, checked: every name in them leads somewhere. */
public record Definitions(Map<String, ProjectionDefinition> projections, Map<String, ViewDefinition> views) {

    public Definitions {
        // Not Map.copyOf: its order changes from process to process, and generated pages and manifests follow it.
        projections = Collections.unmodifiableMap(new LinkedHashMap<>(projections));
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
    }

    /**
     * The projection of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ProjectionDefinition projection(String name) {
        ProjectionDefinition definition = projections.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("there is no projection '" + name + "'");
        }
        return definition;
    }

    /**
     * The single view of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ViewDefinition view(String name) {
        ViewDefinition definition = views.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("there is no single view '" + name + "'");
        }
        return definition;
    }

    /** The projections that are fed from a topic: usually one. */
    public List<ProjectionDefinition> ofTopic(String topic) {
        return projections.values().stream()
                .filter(projection -> projection.topic().equals(topic))
                .toList();
    }

    /**
     * The reference fields of a projection: those outside its key that some join of some view compares. Their present and past
     * values are kept with the document.
     */
    public Set<String> references(String projection) {
        Set<String> references = new LinkedHashSet<>();
        for (ViewDefinition view : views.values()) {
            for (Join join : view.joins()) {
                for (Join.On on : join.on()) {
                    if (view.projectionOf(join.of()).equals(projection)) {
                        references.add(on.parentField());
                    }
                    if (join.projection().equals(projection)) {
                        references.add(on.joinedField());
                    }
                }
            }
        }
        List<String> key = projection(projection).key();
        if (key.size() == 1) {
            references.removeAll(key);
        }
        return references;
    }

    /** Whether any view is made of this projection: only then do its changes have to be looked into. */
    public boolean isUsed(String projection) {
        return usedBy(projection, views.values());
    }

    private static boolean usedBy(String projection, Collection<ViewDefinition> views) {
        return views.stream()
                .anyMatch(view -> view.base().equals(projection)
                        || view.joins().stream()
                                .anyMatch(join -> join.projection().equals(projection)));
    }
}

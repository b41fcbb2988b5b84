package io.tributary.definition;

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
     * The projection or single view of that name.
     *
     * @throws IllegalArgumentException if there is neither
     */
    public DocumentSource source(String name) {
        ViewDefinition view = views.get(name);
        return view == null ? projection(name) : new ViewSource(view, this::source);
    }

    /** Whether there is a projection or a single view of that name. */
    public boolean hasSource(String name) {
        return projections.containsKey(name) || views.containsKey(name);
    }

    /**
     * The reference fields of a projection or view: those that some join of some view compares, or that are the key of a view over
     * this base. Their present and past values are kept with the document. A key of one field is not among them: it is the {@code _id}.
     */
    public Set<String> references(String source) {
        Set<String> references = new LinkedHashSet<>();
        for (ViewDefinition view : views.values()) {
            if (view.base().equals(source) && hasOwnKey(view)) {
                references.addAll(view.key());
            }
            for (Join join : view.joins()) {
                for (Join.On on : join.on()) {
                    if (view.sourceOf(join.of()).equals(source)) {
                        references.add(on.parentField());
                    }
                    if (join.source().equals(source)) {
                        references.add(on.joinedField());
                    }
                }
            }
        }
        List<String> key = source(source).key();
        if (key.size() == 1) {
            references.removeAll(key);
        }
        return references;
    }

    /** Whether the documents of a view have another key than those of its base. */
    public boolean hasOwnKey(ViewDefinition view) {
        return !view.key().equals(source(view.base()).key());
    }

    /** Whether any view is made of this projection or view: only then do its changes have to be looked into. */
    public boolean isUsed(String source) {
        return views.values().stream().anyMatch(view -> view.sources().contains(source));
    }

    /** All views, those that others are made of before these. */
    public List<ViewDefinition> viewsInOrder() {
        Set<ViewDefinition> ordered = new LinkedHashSet<>();
        views.values().forEach(view -> addInOrder(view, ordered));
        return List.copyOf(ordered);
    }

    /** A view with all views below it that it is made of, these first. */
    public List<ViewDefinition> below(ViewDefinition view) {
        Set<ViewDefinition> ordered = new LinkedHashSet<>();
        addInOrder(view, ordered);
        return List.copyOf(ordered);
    }

    private void addInOrder(ViewDefinition view, Set<ViewDefinition> ordered) {
        for (String source : view.sources()) {
            ViewDefinition below = views.get(source);
            if (below != null) {
                addInOrder(below, ordered);
            }
        }
        ordered.add(view);
    }
}

package io.tributary.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A single view of which other views are made: its key fields, under the names that they have in its base, and the fields at the top of
 * its documents.
 *
 * @param sources finds what the view itself is made of
 */
public record ViewSource(ViewDefinition view, Function<String, DocumentSource> sources) implements DocumentSource {

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public List<String> key() {
        return view.key();
    }

    @Override
    public List<String> fieldNames() {
        Set<String> names = new LinkedHashSet<>(view.key());
        names.addAll(view.fields().fields().keySet());
        return List.copyOf(names);
    }

    @Override
    public Shape shape(String field) {
        if (view.key().contains(field)) {
            return sources.apply(view.base()).shape(field);
        }
        Mapping mapping = view.fields().fields().get(field);
        if (mapping == null) {
            throw new IllegalArgumentException("view " + name() + " has no field '" + field + "'");
        }
        return Shape.of(mapping, view, sources);
    }

    /** The key fields under whose name the documents have something else: whoever reads one could mean either. */
    List<String> ambiguous() {
        return view.key().stream()
                .filter(part -> {
                    Mapping mapping = view.fields().fields().get(part);
                    return mapping != null && !mapping.equals(new Mapping.Field(view.base(), part));
                })
                .toList();
    }
}

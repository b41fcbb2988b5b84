package io.tributary.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What views may refer to: projections and views. It also knows what is broken, so that one mistake is not reported by every view that
 * refers to it.
 */
final class Catalog {

    private final Map<String, ProjectionDefinition> projections = new LinkedHashMap<>();
    private final Map<String, ViewSource> views = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Set<FieldDefinition> untyped = new HashSet<>();

    void add(ProjectionDefinition projection) {
        projections.putIfAbsent(projection.name(), projection);
    }

    void add(ViewDefinition view) {
        views.putIfAbsent(view.name(), new ViewSource(view, this::source));
    }

    void unreadable(String name) {
        unreadable.add(name);
    }

    /** A field whose type could not be read. */
    void untyped(FieldDefinition field) {
        untyped.add(field);
    }

    Map<String, ProjectionDefinition> projections() {
        return projections;
    }

    List<String> names() {
        List<String> names = new ArrayList<>(projections.keySet());
        names.addAll(views.keySet());
        return names;
    }

    boolean knows(String name) {
        return find(name) != null || unreadable.contains(name);
    }

    /** The names of the fields that a projection stores, or a view has; empty if it could not be read. */
    List<String> fields(String name) {
        ProjectionDefinition projection = projections.get(name);
        if (projection != null) {
            return projection.storedFields().stream().map(FieldDefinition::name).toList();
        }
        DocumentSource source = find(name);
        return source == null ? List.of() : source.fieldNames();
    }

    /** The names of the key fields of a projection or view; empty if it could not be read. */
    List<String> key(String name) {
        DocumentSource source = find(name);
        return source == null ? List.of() : source.key();
    }

    /** The key fields under whose name a view has something else. */
    List<String> ambiguous(String name) {
        ViewSource view = views.get(name);
        return view == null ? List.of() : view.ambiguous();
    }

    /** Whether a projection or view could be read and its documents lack the field. */
    boolean lacks(String name, String field) {
        DocumentSource source = find(name);
        return source != null && !fields(name).contains(field);
    }

    /** What to say of a field that documents lack. */
    String noField(String name, String field) {
        ProjectionDefinition projection = projections.get(name);
        return projection != null && projection.hasField(field)
                ? "'" + field + "' is omitted in " + name + ": its documents do not have it"
                : "'" + field + "' is no field of " + name + Nearest.hint(field, fields(name));
    }

    /** A field's type, or null if it could not be read. */
    @Nullable
    FieldType type(String name, String field) {
        ProjectionDefinition projection = projections.get(name);
        if (projection != null) {
            return lacks(name, field) ? null : typeOf(projection, field);
        }
        ViewSource source = views.get(name);
        return source == null || !source.hasField(field) ? null : typeOf(source, field);
    }

    @Nullable
    FieldType typeOf(ProjectionDefinition projection, String field) {
        if (!projection.hasField(field)) {
            return null;
        }
        return typeOf(projection.field(field));
    }

    /** A field's type, or null if it could not be read. */
    @Nullable
    FieldType typeOf(FieldDefinition field) {
        return untyped.contains(field) ? null : field.type();
    }

    private @Nullable FieldType typeOf(ViewSource source, String field) {
        ViewDefinition view = source.view();
        if (view.key().contains(field)) {
            return type(view.base(), field);
        }
        return view.fields().fields().get(field) instanceof Mapping.Field mapped
                ? type(view.sourceOf(mapped.alias()), mapped.field())
                : source.type(field);
    }

    /** Whether a projection or view could be read as a whole. */
    boolean isRead(String name) {
        return find(name) != null;
    }

    /** What the documents of a view look like whose sources are all read. */
    Shape.Obj shape(ViewDefinition view) {
        return Shape.of(view, this::source);
    }

    private @Nullable DocumentSource find(String name) {
        ProjectionDefinition projection = projections.get(name);
        return projection == null ? views.get(name) : projection;
    }

    private DocumentSource source(String name) {
        return Objects.requireNonNull(find(name), name);
    }
}

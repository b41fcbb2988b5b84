package io.tributary.definition;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What views may refer to. It also knows what is broken, so that one mistake in a projection is not reported by every view. */
final class Catalog {

    private final Map<String, ProjectionDefinition> projections = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Set<FieldDefinition> untyped = new HashSet<>();

    void add(ProjectionDefinition projection) {
        projections.putIfAbsent(projection.name(), projection);
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

    Collection<String> names() {
        return projections.keySet();
    }

    boolean knows(String projection) {
        return projections.containsKey(projection) || unreadable.contains(projection);
    }

    /** The names of the fields that a projection stores; empty if it could not be read. */
    List<String> fields(String projection) {
        ProjectionDefinition definition = projections.get(projection);
        return definition == null
                ? List.of()
                : definition.storedFields().stream().map(FieldDefinition::name).toList();
    }

    /** The names of a projection's key fields; empty if it could not be read. */
    List<String> key(String projection) {
        ProjectionDefinition definition = projections.get(projection);
        return definition == null ? List.of() : definition.key();
    }

    /** Whether a projection could be read and does not store the field. */
    boolean lacks(String projection, String field) {
        ProjectionDefinition definition = projections.get(projection);
        return definition != null
                && !(definition.hasField(field) && !definition.field(field).omit());
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
    FieldType type(String projection, String field) {
        ProjectionDefinition definition = projections.get(projection);
        return definition == null || lacks(projection, field) ? null : typeOf(definition, field);
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
}

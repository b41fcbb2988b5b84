package io.tributary.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a document looks like, derived from its definition: for JSON, filters and OpenAPI. */
public sealed interface Shape {

    /** One value. An {@code OBJECT} or {@code ARRAY} leaf holds whatever the source sent. */
    record Leaf(FieldType type) implements Shape {}

    /** A document, its fields in declared order. */
    record Obj(Map<String, Shape> fields) implements Shape {

        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** The shape of a field, or null if there is none of that name. */
        public @Nullable Shape field(String name) {
            return fields.get(name);
        }
    }

    /** A list whose elements look alike. */
    record Arr(Shape element) implements Shape {}

    /** The shape of a projection's documents, without {@code _id} and {@code _meta}. */
    static Obj of(ProjectionDefinition projection) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        projection.storedFields().forEach(field -> fields.put(field.name(), new Leaf(field.type())));
        return new Obj(fields);
    }

    /** The shape of a view's documents, without {@code _id} and {@code _meta}. */
    static Obj of(ViewDefinition view, Definitions definitions) {
        return of(view.fields(), view, definitions);
    }

    private static Obj of(Mapping.Fields mapping, ViewDefinition view, Definitions definitions) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        mapping.fields().forEach((name, each) -> fields.put(name, of(each, view, definitions)));
        return new Obj(fields);
    }

    /** The shape of what a mapping of a view makes. */
    static Shape of(Mapping mapping, ViewDefinition view, Definitions definitions) {
        if (mapping instanceof Mapping.Fields fields) {
            return of(fields, view, definitions);
        }
        if (mapping instanceof Mapping.Each each) {
            return new Arr(of(each.element(), view, definitions));
        }
        if (mapping instanceof Mapping.Field field) {
            return new Leaf(type(view, definitions, field.alias(), field.field()));
        }
        if (mapping instanceof Mapping.Aggregate aggregate) {
            String field = aggregate.field();
            Leaf leaf = new Leaf(
                    field == null
                            ? FieldType.LONG
                            : aggregate.kind().type(type(view, definitions, aggregate.alias(), field)));
            return aggregate.kind() == Mapping.Aggregate.Kind.DISTINCT ? new Arr(leaf) : leaf;
        }
        if (mapping instanceof Mapping.Computed computed) {
            return new Leaf(computed.type());
        }
        if (mapping instanceof Mapping.Call call) {
            return new Leaf(call.type());
        }
        return new Leaf(FieldType.ofConstant(((Mapping.Constant) mapping).value()));
    }

    private static FieldType type(ViewDefinition view, Definitions definitions, String alias, String field) {
        return definitions.projection(view.projectionOf(alias)).field(field).type();
    }
}

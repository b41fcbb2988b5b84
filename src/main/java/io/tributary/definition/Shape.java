package io.tributary.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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
        projection.storedFields().forEach(field -> fields.put(field.name(), of(field)));
        return new Obj(fields);
    }

    /** The shape of a view's documents, without {@code _id} and {@code _meta}. */
    static Obj of(ViewDefinition view, Definitions definitions) {
        return of(view, definitions::source);
    }

    /** The shape of a projection's field. */
    static Shape of(FieldDefinition field) {
        FieldType elements = field.notation().elements();
        return field.type() == FieldType.ARRAY && elements != null
                ? new Arr(new Leaf(elements))
                : new Leaf(field.type());
    }

    /** The shape of a view's documents, made of what {@code sources} finds. */
    static Obj of(ViewDefinition view, Function<String, DocumentSource> sources) {
        return of(view.fields(), view, sources);
    }

    private static Obj of(Mapping.Fields mapping, ViewDefinition view, Function<String, DocumentSource> sources) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        mapping.fields().forEach((name, each) -> fields.put(name, of(each, view, sources)));
        return new Obj(fields);
    }

    /** The shape of what a mapping of a view makes. */
    static Shape of(Mapping mapping, ViewDefinition view, Function<String, DocumentSource> sources) {
        if (mapping instanceof Mapping.Fields fields) {
            return of(fields, view, sources);
        }
        if (mapping instanceof Mapping.Each each) {
            return new Arr(of(each.element(), view, sources));
        }
        if (mapping instanceof Mapping.Field field) {
            return sources.apply(view.sourceOf(field.alias())).shape(field.field());
        }
        if (mapping instanceof Mapping.Aggregate aggregate) {
            String field = aggregate.field();
            Leaf leaf = new Leaf(
                    field == null
                            ? FieldType.LONG
                            : aggregate
                                    .kind()
                                    .type(sources.apply(view.sourceOf(aggregate.alias()))
                                            .type(field)));
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
}

package io.tributary.view;

import io.tributary.definition.FieldType;
import io.tributary.definition.Join;
import io.tributary.definition.Mapping;
import io.tributary.projection.BsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Makes the documents of a view by its mapping, which is compiled once. Values that are missing stay absent. */
final class ViewAssembler {

    private static final int ID_BYTES = 3;

    private final ViewPlan plan;
    private final OwnParts own;
    private final Part root;
    private final Validity validity;

    /** A compiled part of the mapping. */
    @FunctionalInterface
    interface Part {

        @Nullable
        Object of(Scope scope);
    }

    ViewAssembler(ViewPlan plan) {
        this.plan = plan;
        this.own = new OwnParts(plan);
        this.validity = new Validity(plan);
        this.root = fields(plan.view().fields(), List.of(plan.base()));
    }

    /**
     * The view of one base document, without {@code _meta}.
     *
     * @param id of the view
     * @param size counts the view
     * @throws ViewRefusedException if it cannot be built
     */
    Document assemble(Object id, Row base, Joined joined, ViewSize size) {
        size.field(ID_BYTES, id);
        Document view = new Document("_id", id);
        view.putAll((Document) Objects.requireNonNull(root.of(new Scope(joined, plan.base(), base, null, size))));
        if (!size.isOver()) {
            // Of a view that is too large not everything is there.
            validity.check(view);
        }
        return view;
    }

    /** Compiles a part; {@code scopes} are the nodes around it, the innermost last. */
    private Part compile(Mapping mapping, List<ViewNode> scopes) {
        if (mapping instanceof Mapping.Field field) {
            return field(field, scopes);
        } else if (mapping instanceof Mapping.Fields fields) {
            return fields(fields, scopes);
        } else if (mapping instanceof Mapping.Each each) {
            return each(each, scopes);
        } else if (mapping instanceof Mapping.Aggregate aggregate) {
            return aggregate(aggregate, scopes);
        } else if (mapping instanceof Mapping.Computed computed) {
            return own.computed(computed, inputs(computed.inputs(), scopes));
        } else if (mapping instanceof Mapping.Call call) {
            return own.call(call, inputs(call.inputs(), scopes));
        }
        Object constant = BsonValues.toBson(((Mapping.Constant) mapping).value());
        return scope -> constant;
    }

    private Map<String, Part> inputs(Map<String, Mapping> mappings, List<ViewNode> scopes) {
        Map<String, Part> parts = new LinkedHashMap<>();
        mappings.forEach((name, mapping) -> parts.put(name, compile(mapping, scopes)));
        return parts;
    }

    private Part fields(Mapping.Fields mapping, List<ViewNode> scopes) {
        String[] names = mapping.fields().keySet().toArray(new String[0]);
        Part[] parts = mapping.fields().entrySet().stream()
                .map(field -> sized(field.getKey(), field.getValue(), compile(field.getValue(), scopes)))
                .toArray(Part[]::new);
        return scope -> {
            Document document = new Document();
            for (int i = 0; i < parts.length; i++) {
                Object value = parts[i].of(scope);
                if (value != null) {
                    document.append(names[i], value);
                }
            }
            return document;
        };
    }

    /** Counts a field; of what is assembled itself only its beginning. */
    private static Part sized(String name, Mapping mapping, Part part) {
        int nameBytes = ViewSize.utf8(name);
        if (isAssembled(mapping)) {
            return scope -> {
                scope.size().nested(nameBytes);
                return part.of(scope);
            };
        }
        return scope -> {
            Object value = part.of(scope);
            if (value != null) {
                scope.size().field(nameBytes, value);
            }
            return value;
        };
    }

    private static boolean isAssembled(Mapping mapping) {
        return mapping instanceof Mapping.Fields || mapping instanceof Mapping.Each;
    }

    private Part field(Mapping.Field mapping, List<ViewNode> scopes) {
        Way way = way(mapping.alias(), scopes, true);
        int position = plan.node(mapping.alias()).position(mapping.field());
        if (way.up() == 0 && way.down().isEmpty()) {
            return scope -> scope.row().get(position);
        }
        return scope -> {
            List<Row> found = scope.up(way.up()).below(way.down());
            return found.isEmpty() ? null : found.get(0).get(position);
        };
    }

    private Part each(Mapping.Each mapping, List<ViewNode> scopes) {
        Way way = way(mapping.alias(), scopes, false);
        ViewNode node = plan.node(mapping.alias());
        List<ViewNode> inner = new ArrayList<>(scopes);
        inner.add(node);
        Part element = compile(mapping.element(), inner);
        boolean assembled = isAssembled(mapping.element());
        return scope -> {
            List<Object> elements = new ArrayList<>();
            ViewSize size = scope.size();
            int index = 0;
            for (Row row : scope.up(way.up()).below(way.down())) {
                Object value = element.of(new Scope(scope.joined(), node, row, scope, size));
                if (value != null) {
                    size.element(index++, assembled ? null : value);
                    if (!size.isOver()) {
                        elements.add(value);
                    }
                }
            }
            return elements;
        };
    }

    private Part aggregate(Mapping.Aggregate mapping, List<ViewNode> scopes) {
        Way way = way(mapping.alias(), scopes, false);
        String field = mapping.field();
        if (field == null) {
            return scope -> (long) scope.up(way.up()).below(way.down()).size();
        }
        FieldType type = plan.node(mapping.alias()).source().type(field);
        int position = plan.node(mapping.alias()).position(field);
        return scope -> {
            List<Object> values = scope.up(way.up()).below(way.down()).stream()
                    .map(row -> row.get(position))
                    .filter(Objects::nonNull)
                    .toList();
            try {
                return Aggregation.of(mapping.kind(), type, values);
            } catch (ViewRefusedException e) {
                throw new ViewRefusedException(
                        e.refusal().reason(),
                        mapping.alias() + "." + field + ": " + e.refusal().message());
            }
        };
    }

    /** From the innermost scope that leads to the alias, the joins down to it. */
    private Way way(String alias, List<ViewNode> scopes, boolean onlyOne) {
        for (int up = 0; up < scopes.size(); up++) {
            List<ViewNode> down = down(scopes.get(scopes.size() - 1 - up), plan.node(alias));
            if (down != null && (!onlyOne || down.stream().allMatch(ViewAssembler::isOne))) {
                return new Way(up, down);
            }
        }
        throw new IllegalArgumentException("view " + plan.view().name() + ": '" + alias + "' cannot be reached from "
                + scopes.get(scopes.size() - 1).alias());
    }

    private static @Nullable List<ViewNode> down(ViewNode from, ViewNode to) {
        List<ViewNode> path = new ArrayList<>();
        for (ViewNode node = to; node != from; ) {
            path.add(0, node);
            ViewNode above = node.parent();
            if (above == null) {
                return null;
            }
            node = above;
        }
        return path;
    }

    private static boolean isOne(ViewNode node) {
        return node.join().cardinality() == Join.Cardinality.ONE;
    }

    /** How many scopes outwards, and which joins down from there. */
    private record Way(int up, List<ViewNode> down) {}
}

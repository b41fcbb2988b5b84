package io.tributary.view;

import io.tributary.definition.Definitions;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.Join;
import io.tributary.definition.Mapping;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.Shape;
import io.tributary.definition.ViewDefinition;
import io.tributary.projection.BsonValues;
import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A view, compiled: its joins as a tree of nodes, in the order in which they are read, each with the fields that the view needs
 * of it. Everything that works on a view (reading, assembling, the way back, indexes) starts from here, so that the joins are
 * declared and understood once.
 */
public final class ViewPlan {

    private final ViewDefinition view;
    private final Definitions definitions;
    private final Map<String, ViewFunction> functions;
    private final DocumentSource documents;
    private final Map<String, ViewNode> nodes = new LinkedHashMap<>();

    /** The plan of a view that uses no own functions, or of which nothing is assembled. */
    public ViewPlan(ViewDefinition view, Definitions definitions) {
        this(view, definitions, Map.of());
    }

    /**
     * The plan of a view.
     *
     * @param functions the own functions of the home, by name
     */
    public ViewPlan(ViewDefinition view, Definitions definitions, Map<String, ViewFunction> functions) {
        this.view = view;
        this.definitions = definitions;
        this.functions = functions;
        this.documents = definitions.source(view.name());
        List<String> viewKey = definitions.hasOwnKey(view) ? view.key() : List.of();
        nodes.put(view.base(), ViewNode.base(view.base(), definitions.source(view.base()), view.where(), viewKey));
        for (Join join : view.joins()) {
            nodes.put(join.alias(), ViewNode.joined(join, definitions.source(join.source()), node(join.of())));
        }
        collectFields(view.fields());
    }

    public ViewDefinition view() {
        return view;
    }

    /** The documents of the view: what their key is, and what other views find in them. */
    DocumentSource documents() {
        return documents;
    }

    /** The key of the view of a base document, which has at least the fields of that key; null if one of them is missing. */
    @Nullable
    Key keyOf(Document base) {
        if (base().viewKey().isEmpty()) {
            return BsonValues.key(base().source(), Objects.requireNonNull(base.get("_id")));
        }
        Row row = new RowCodec(base()).row(base);
        List<Object> values = Joined.values(row, base().positions(view.key()), documents.keyTypes());
        return values == null ? null : new Key(values);
    }

    /** Whether other views are made of this one. */
    boolean isUsed() {
        return definitions.isUsed(view.name());
    }

    /** The fields of which the view keeps the present and past values, for the views that are made of it. */
    public Set<String> references() {
        return definitions.references(view.name());
    }

    /** The plans of the views that this one is made of, also of those that these are made of, which come first. */
    public List<ViewPlan> below() {
        return definitions.below(view).stream()
                .filter(below -> !below.name().equals(view.name()))
                .map(below -> new ViewPlan(below, definitions))
                .toList();
    }

    /** The topics of the projections that it is made of, through whatever views. */
    public Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        definitions.below(view).forEach(below -> below.sources().forEach(source -> {
            ProjectionDefinition projection = definitions.projections().get(source);
            if (projection != null) {
                topics.add(projection.topic());
            }
        }));
        return topics;
    }

    public ViewNode base() {
        return node(view.base());
    }

    /** The joined nodes, each after the one that it hangs from. */
    public List<ViewNode> joined() {
        return nodes.values().stream().filter(node -> node.parent() != null).toList();
    }

    public ViewNode node(String alias) {
        ViewNode node = nodes.get(alias);
        if (node == null) {
            throw new IllegalArgumentException("view " + view.name() + " has no alias '" + alias + "'");
        }
        return node;
    }

    /** What a mapping of the view makes. */
    Shape shape(Mapping mapping) {
        return Shape.of(mapping, view, definitions::source);
    }

    /**
     * The own function of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    ViewFunction function(String name) {
        ViewFunction function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("view " + view.name() + ": there is no function '" + name + "'");
        }
        return function;
    }

    private void collectFields(Mapping mapping) {
        if (mapping instanceof Mapping.Field field) {
            node(field.alias()).read(field.field());
        } else if (mapping instanceof Mapping.Fields fields) {
            fields.fields().values().forEach(this::collectFields);
        } else if (mapping instanceof Mapping.Each each) {
            collectFields(each.element());
        } else if (mapping instanceof Mapping.Computed computed) {
            computed.inputs().values().forEach(this::collectFields);
        } else if (mapping instanceof Mapping.Call call) {
            call.inputs().values().forEach(this::collectFields);
        } else if (mapping instanceof Mapping.Aggregate aggregate && aggregate.field() != null) {
            node(aggregate.alias()).read(aggregate.field());
        }
    }

    /** The nodes of a projection or view: it may be joined under several aliases. */
    List<ViewNode> nodesOf(String source) {
        List<ViewNode> found = new ArrayList<>();
        for (ViewNode node : nodes.values()) {
            if (node.source().name().equals(source)) {
                found.add(node);
            }
        }
        return found;
    }

    /** Plans of all views, by name, those that others are made of before these. */
    public static Map<String, ViewPlan> all(Definitions definitions) {
        return all(definitions, Map.of());
    }

    /** Plans of all views, by name, with the own functions of the home. */
    public static Map<String, ViewPlan> all(Definitions definitions, Map<String, ViewFunction> functions) {
        Map<String, ViewPlan> plans = new LinkedHashMap<>();
        definitions.viewsInOrder().forEach(view -> plans.put(view.name(), new ViewPlan(view, definitions, functions)));
        return plans;
    }
}

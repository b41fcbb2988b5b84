package io.tributary.view;

import io.tributary.definition.Condition;
import io.tributary.definition.Definitions;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.Join;
import io.tributary.definition.Mapping;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.Shape;
import io.tributary.definition.ViewDefinition;
import io.tributary.definition.ViewSource;
import io.tributary.projection.BsonValues;
import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final Map<String, Node> nodes = new LinkedHashMap<>();

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
        nodes.put(view.base(), new Node(view.base(), definitions.source(view.base()), view.where(), null, null));
        for (Join join : view.joins()) {
            Node parent = node(join.of());
            Node node = new Node(join.alias(), definitions.source(join.source()), join.where(), parent, join);
            nodes.put(join.alias(), node);
            for (Join.On on : join.on()) {
                parent.fields.add(on.parentField());
                node.fields.add(on.joinedField());
            }
            join.sort().forEach(sort -> node.fields.add(sort.field()));
            node.fields.addAll(join.where().fields());
            if (join.required()) {
                parent.required.add(node);
            }
        }
        base().viewKey = definitions.hasOwnKey(view) ? view.key() : List.of();
        base().fields.addAll(base().viewKey);
        base().fields.addAll(view.where().fields());
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
        List<Object> values = Joined.values(base().whole(base), view.key(), documents.keyTypes());
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

    public Node base() {
        return node(view.base());
    }

    /** The joined nodes, each after the one that it hangs from. */
    public List<Node> joined() {
        return nodes.values().stream().filter(node -> node.parent != null).toList();
    }

    public Node node(String alias) {
        Node node = nodes.get(alias);
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
            node(field.alias()).fields.add(field.field());
        } else if (mapping instanceof Mapping.Fields fields) {
            fields.fields().values().forEach(this::collectFields);
        } else if (mapping instanceof Mapping.Each each) {
            collectFields(each.element());
        } else if (mapping instanceof Mapping.Computed computed) {
            computed.inputs().values().forEach(this::collectFields);
        } else if (mapping instanceof Mapping.Call call) {
            call.inputs().values().forEach(this::collectFields);
        } else if (mapping instanceof Mapping.Aggregate aggregate && aggregate.field() != null) {
            node(aggregate.alias()).fields.add(aggregate.field());
        }
    }

    /** One projection, or one other view, within the view. */
    public static final class Node {

        private final String alias;
        private final DocumentSource source;
        private final @Nullable Node parent;
        private final @Nullable Join join;
        private final Condition where;
        private final List<Node> required = new ArrayList<>();
        private final Set<String> fields = new LinkedHashSet<>();
        private List<String> viewKey = List.of();
        private final List<String> parentFields;
        private final List<String> joinedFields;
        private final List<FieldType> joinedTypes;

        Node(String alias, DocumentSource source, Condition where, @Nullable Node parent, @Nullable Join join) {
            this.alias = alias;
            this.source = source;
            this.parent = parent;
            this.join = join;
            this.where = where;
            List<Join.On> on = join == null ? List.of() : join.on();
            this.parentFields = on.stream().map(Join.On::parentField).toList();
            this.joinedFields = on.stream().map(Join.On::joinedField).toList();
            this.joinedTypes = joinedFields.stream().map(source::type).toList();
        }

        public String alias() {
            return alias;
        }

        /** What its documents are from. */
        public DocumentSource source() {
            return source;
        }

        /** A stored document with all of its key fields: those of a view stand in its {@code _id}. */
        Document whole(Document stored) {
            if (source instanceof ViewSource) {
                source.key().forEach(part -> stored.put(part, BsonValues.present(source, stored, part)));
            }
            return stored;
        }

        /** The node that this one hangs from; null for the base. */
        public @Nullable Node parent() {
            return parent;
        }

        /** The join that brings this node; not for the base. */
        public Join join() {
            if (join == null) {
                throw new IllegalStateException(alias + " is the base, which is not joined");
            }
            return join;
        }

        /** Of the base: the fields that are the key of the view, where it is not the key of the base; otherwise none. */
        List<String> viewKey() {
            return viewKey;
        }

        /** What a document of it has to fulfil. */
        Condition where() {
            return where;
        }

        /** Whether a document fulfils what is asked of it alone. */
        boolean admits(Document document) {
            return where.holds(field -> BsonValues.fromBson(source.type(field), document.get(field)));
        }

        /** The nodes below that a document needs at least one document of. */
        List<Node> required() {
            return required;
        }

        /** How many documents the join brings at most. */
        int limit() {
            return join == null ? Join.ALL : join.limit();
        }

        /** The fields that the view reads of this source. */
        public Set<String> fields() {
            return fields;
        }

        /** The fields of the source above that the join compares. */
        public List<String> parentFields() {
            return parentFields;
        }

        /** The fields of this source that they are compared with. */
        public List<String> joinedFields() {
            return joinedFields;
        }

        /** The types of both. */
        List<FieldType> joinedTypes() {
            return joinedTypes;
        }

        /** Whether the join compares exactly the key of this node's source: then it is read by {@code _id}. */
        boolean joinedByKey() {
            return sameFields(joinedFields(), source.key());
        }

        /** Whether the join compares exactly the key of the source above: then the way back needs no query. */
        boolean hangsFromKey() {
            return parent != null && sameFields(parentFields(), parent.source.key());
        }

        private static boolean sameFields(List<String> fields, List<String> key) {
            return fields.size() == key.size() && Set.copyOf(fields).equals(Set.copyOf(key));
        }
    }

    /** The nodes of a projection or view: it may be joined under several aliases. */
    List<Node> nodesOf(String source) {
        List<Node> found = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.source.name().equals(source)) {
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

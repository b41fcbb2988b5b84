package io.tributary.view;

import io.tributary.definition.Condition;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.Join;
import io.tributary.definition.ViewSource;
import io.tributary.projection.BsonValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One projection, or one other view, within the view. */
public final class ViewNode {

    private final String alias;
    private final DocumentSource source;
    private final @Nullable ViewNode parent;
    private final @Nullable Join join;
    private final Condition where;
    private final List<ViewNode> required = new ArrayList<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final List<String> viewKey;
    private final List<String> parentFields;
    private final List<String> joinedFields;
    private final List<FieldType> joinedTypes;

    private ViewNode(
            String alias,
            DocumentSource source,
            Condition where,
            List<String> viewKey,
            @Nullable ViewNode parent,
            @Nullable Join join) {
        this.alias = alias;
        this.source = source;
        this.parent = parent;
        this.join = join;
        this.where = where;
        this.viewKey = viewKey;
        List<Join.On> on = join == null ? List.of() : join.on();
        this.parentFields = on.stream().map(Join.On::parentField).toList();
        this.joinedFields = on.stream().map(Join.On::joinedField).toList();
        this.joinedTypes = joinedFields.stream().map(source::type).toList();
        fields.addAll(joinedFields);
        fields.addAll(viewKey);
        fields.addAll(where.fields());
    }

    /** The base of a view; {@code viewKey} as {@link #viewKey()}. */
    static ViewNode base(String alias, DocumentSource source, Condition where, List<String> viewKey) {
        return new ViewNode(alias, source, where, viewKey, null, null);
    }

    /** What a join brings below another node. */
    static ViewNode joined(Join join, DocumentSource source, ViewNode parent) {
        ViewNode node = new ViewNode(join.alias(), source, join.where(), List.of(), parent, join);
        join.sort().forEach(sort -> node.read(sort.field()));
        node.parentFields.forEach(parent::read);
        if (join.required()) {
            parent.required.add(node);
        }
        return node;
    }

    /** Says that the view reads a field of this source. */
    void read(String field) {
        fields.add(field);
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
    public @Nullable ViewNode parent() {
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
    List<ViewNode> required() {
        return required;
    }

    /** How many documents the join brings at most. */
    int limit() {
        return join == null ? Join.ALL : join.limit();
    }

    /**
     * The fields that the view reads of this source, and the only ones: the query of {@link ViewReader} asks for no other. So a
     * change of any other field cannot change the view, and {@link AffectedViews} passes over it. Whatever decides about a view, a
     * condition or an expression too, has to add its fields here, also if a query decides it.
     */
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

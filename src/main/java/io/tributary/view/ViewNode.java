package io.tributary.view;

import io.tributary.definition.Condition;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.Join;
import io.tributary.projection.BsonValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One projection, or one other view, within the view. */
public final class ViewNode {

    private final String alias;
    private final DocumentSource source;
    private final @Nullable ViewNode parent;
    private final @Nullable Join join;
    private final Condition where;
    private final List<ViewNode> required = new ArrayList<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<String> viewKey;
    private final List<String> parentFields;
    private final List<String> joinedFields;
    private final List<FieldType> joinedTypes;
    private final int[] parentPositions;

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
        joinedFields.forEach(this::read);
        viewKey.forEach(this::read);
        where.fields().forEach(this::read);
        if (parent != null) {
            parentFields.forEach(parent::read);
        }
        this.parentPositions = parent == null ? new int[0] : parent.positions(parentFields);
    }

    /** The base of a view; {@code viewKey} as {@link #viewKey()}. */
    static ViewNode base(String alias, DocumentSource source, Condition where, List<String> viewKey) {
        return new ViewNode(alias, source, where, viewKey, null, null);
    }

    /** What a join brings below another node. */
    static ViewNode joined(Join join, DocumentSource source, ViewNode parent) {
        ViewNode node = new ViewNode(join.alias(), source, join.where(), List.of(), parent, join);
        join.sort().forEach(sort -> node.read(sort.field()));
        if (join.required()) {
            parent.required.add(node);
        }
        return node;
    }

    /** Says that the view reads a field of this source. */
    void read(String field) {
        positions.putIfAbsent(field, positions.size());
    }

    /**
     * Where a {@link Row} has a field.
     *
     * @throws IllegalArgumentException if nobody said that the view reads it
     */
    int position(String field) {
        int position = positionOrNone(field);
        if (position < 0) {
            throw new IllegalArgumentException("the view does not read '" + field + "' of '" + alias + "'");
        }
        return position;
    }

    int positionOrNone(String field) {
        return positions.getOrDefault(field, -1);
    }

    int[] positions(List<String> fields) {
        return fields.stream().mapToInt(this::position).toArray();
    }

    public String alias() {
        return alias;
    }

    /** What its documents are from. */
    public DocumentSource source() {
        return source;
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
    boolean admits(Row row) {
        return where.holds(field -> BsonValues.fromBson(source.type(field), row.get(position(field))));
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
     * The fields that the view reads of this source, and the only ones: the query of {@link StoredRows} asks for no other. So a
     * change of any other field cannot change the view, and {@link AffectedViews} passes over it. Whatever decides about a view, a
     * condition or an expression too, has to add its fields here, also if a query decides it.
     */
    public Set<String> fields() {
        return Collections.unmodifiableSet(positions.keySet());
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

    /** Where a row of the source above has the fields that the join compares. */
    int[] parentPositions() {
        return parentPositions;
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

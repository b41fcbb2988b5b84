package io.tributary.definition;

import java.util.List;

/** What views are made of, a projection or a single view: documents with a key and fields, each of a known type. */
public sealed interface DocumentSource permits ProjectionDefinition, ViewSource {

    /** The name, which is also the collection's. */
    String name();

    /** The names of the key fields, in the order of a composite {@code _id}. */
    List<String> key();

    /** The names of all fields, those of the key among them. */
    List<String> fieldNames();

    /** What a field looks like; it may be a document or a list, which a view takes whole. */
    Shape shape(String field);

    default boolean hasField(String field) {
        return fieldNames().contains(field);
    }

    /**
     * The type of a field: documents are objects, lists are arrays.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    default FieldType type(String field) {
        Shape shape = shape(field);
        return shape instanceof Shape.Leaf leaf
                ? leaf.type()
                : shape instanceof Shape.Arr ? FieldType.ARRAY : FieldType.OBJECT;
    }

    /** The types of the key's parts, in order. */
    default List<FieldType> keyTypes() {
        return key().stream().map(this::type).toList();
    }
}

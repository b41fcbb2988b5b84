package io.tributary.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one topic become the documents of one projection.
 *
 * @param name the projection's name and its collection's
 * @param topic the topic it is fed from
 * @param key names of the key fields, in the order of the composite {@code _id}
 * @param version the field that orders updates, or null: then the read sequence alone does
 * @param write whether a record replaces the whole document or only the fields that it brings
 * @param deleteWhen marks records that are deletes by a column's value, or null
 * @param fields in declared order
 * @param tests the definition's own tests
 */
public record ProjectionDefinition(
        String name,
        String topic,
        List<String> key,
        @Nullable String version,
        WriteMode write,
        @Nullable DeleteWhen deleteWhen,
        List<FieldDefinition> fields,
        List<ProjectionTest> tests,
        Place place)
        implements DocumentSource {

    /** Whether a record stands for the whole document or for the fields that it brings. */
    public enum WriteMode {
        REPLACE,
        MERGE
    }

    /** A record whose {@code column} has one of the {@code values} is a delete, whatever its operation says. */
    public record DeleteWhen(String column, List<String> values) {}

    /**
     * A test that stands in the definition.
     *
     * @param given the record's columns
     * @param expect the document (without {@code _meta}), or null if something else is expected
     * @param delete the key fields of the document that is to be deleted, or null if something else is expected
     * @param reject the reason of the rejection, or null if something else is expected
     */
    public record ProjectionTest(
            String name,
            Map<String, @Nullable Object> given,
            @Nullable Map<String, @Nullable Object> expect,
            @Nullable Map<String, @Nullable Object> delete,
            @Nullable String reject,
            Place place) {}

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public FieldDefinition field(String fieldName) {
        return fields.get(indexOf(fieldName));
    }

    public int indexOf(String fieldName) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(fieldName)) {
                return i;
            }
        }
        throw new IllegalArgumentException("projection " + name + " has no field '" + fieldName + "'");
    }

    @Override
    public boolean hasField(String fieldName) {
        return fields.stream().anyMatch(field -> field.name().equals(fieldName));
    }

    @Override
    public List<String> fieldNames() {
        return fields.stream().map(FieldDefinition::name).toList();
    }

    @Override
    public FieldType type(String fieldName) {
        return field(fieldName).type();
    }

    @Override
    public Shape shape(String fieldName) {
        return Shape.of(field(fieldName));
    }
}

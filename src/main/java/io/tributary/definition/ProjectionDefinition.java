package io.tributary.definition;

import java.time.Duration;
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
 * @param deleteWhen tells which records are deletes by what they hold, or null
 * @param fields in declared order
 * @param tests the definition's own tests
 * @param unknown what becomes of columns that no field takes
 * @param indexes those that the definition asks for, beside the derived ones
 * @param expiry when documents are removed by their age, or null: never
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
        Unknown unknown,
        List<Index> indexes,
        @Nullable Expiry expiry,
        Place place)
        implements DocumentSource {

    /** The field that holds what no other takes, of a projection that keeps it. */
    public static final String UNKNOWN = "unknown";

    /** A projection of which the definition says no more. */
    public ProjectionDefinition(
            String name,
            String topic,
            List<String> key,
            @Nullable String version,
            WriteMode write,
            @Nullable DeleteWhen deleteWhen,
            List<FieldDefinition> fields,
            List<ProjectionTest> tests,
            Place place) {
        this(name, topic, key, version, write, deleteWhen, fields, tests, Unknown.DROP, List.of(), null, place);
    }

    /** Whether a record stands for the whole document or for the fields that it brings. */
    public enum WriteMode {
        REPLACE,
        MERGE
    }

    /** What becomes of columns that no field takes. */
    public enum Unknown {
        DROP,
        /** They are stored in {@link #UNKNOWN}, as they come. */
        KEEP,
        /** Their records are rejected. */
        REJECT
    }

    /**
     * A record whose {@code column} has one of the {@code values}, or that fulfils {@code where}, is a delete, whatever its operation
     * says.
     *
     * @param column null if there is a condition
     * @param where null if there is a column
     */
    public record DeleteWhen(
            @Nullable String column,
            List<String> values,
            @Nullable Condition where) {

        public DeleteWhen(String column, List<String> values) {
            this(column, values, null);
        }

        public DeleteWhen(Condition where) {
            this(null, List.of(), where);
        }
    }

    /** An index on stored fields, in this order. */
    public record Index(List<Join.Sort> fields) {}

    /** A document is removed when the date in {@code field} is older than {@code after}; one without a date stays. */
    public record Expiry(String field, Duration after) {}

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

    /** The fields that documents have: all but the omitted ones. */
    public List<FieldDefinition> storedFields() {
        return fields.stream().filter(field -> !field.omit()).toList();
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

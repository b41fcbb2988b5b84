package io.tributary.cast;

import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.Place;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.ProjectionTest;
import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the tests that stand in projection definitions, through the very caster that the updater uses. */
public final class DefinitionTests {

    /**
     * What came of one test.
     *
     * @param difference what is not as expected, one line per field; empty if the test has passed
     */
    public record Result(String projection, String name, Place place, String difference) {

        public boolean passed() {
            return difference.isEmpty();
        }
    }

    private DefinitionTests() {}

    /** Runs all tests of all projections. */
    public static List<Result> run(Definitions definitions, Map<String, CastFunction> own) {
        List<Result> results = new ArrayList<>();
        for (ProjectionDefinition projection : definitions.projections().values()) {
            Caster caster = new Caster(projection, own);
            for (ProjectionTest test : projection.tests()) {
                CastBatch batch = caster.cast(batch(projection, test));
                results.add(
                        new Result(projection.name(), test.name(), test.place(), difference(projection, test, batch)));
            }
        }
        return results;
    }

    private static RecordBatch batch(ProjectionDefinition projection, ProjectionTest test) {
        List<String> columns = List.copyOf(test.given().keySet());
        @Nullable Object[] row = columns.stream().map(test.given()::get).toArray();
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(row);
        return new RecordBatch(
                projection.topic(), "test", test.name(), Instant.EPOCH, 0, columns, rows, new BitSet(), null, Map.of());
    }

    private static String difference(ProjectionDefinition projection, ProjectionTest test, CastBatch batch) {
        if (!batch.rejected().isEmpty()) {
            String reason = batch.rejected().get(0).reason();
            return reason.equals(test.reject()) ? "" : "rejected: " + reason + expectedRejection(test);
        }
        CastRecord record = batch.records().get(0);
        boolean deletes = record.operation() == Operation.DELETE;
        Map<String, @Nullable Object> expected = deletes ? test.delete() : test.expect();
        if (expected == null) {
            return (deletes ? "is a delete of " + record.key() : "is cast to " + document(projection, record))
                    + expectedRejection(test);
        }
        return difference(projection, expected, document(projection, record));
    }

    private static String expectedRejection(ProjectionTest test) {
        return test.reject() == null ? "" : "; expected the rejection: " + test.reject();
    }

    private static Map<String, Object> document(ProjectionDefinition projection, CastRecord record) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < record.values().length; i++) {
            Object value = record.values()[i];
            if (value != null && value != CastRecord.ABSENT) {
                document.put(projection.fields().get(i).name(), value);
            }
        }
        return document;
    }

    private static String difference(
            ProjectionDefinition projection, Map<String, @Nullable Object> expected, Map<String, Object> actual) {
        List<String> differences = new ArrayList<>();
        for (FieldDefinition field : projection.fields()) {
            Object wanted = expected.get(field.name());
            Object is = actual.get(field.name());
            if (!Objects.equals(typed(field.type(), wanted), typed(field.type(), is))) {
                differences.add(
                        field.name() + ": is " + text(field.type(), is) + ", expected " + text(field.type(), wanted));
            }
        }
        return String.join("\n", differences);
    }

    /** The value in the field's type where the definition's text can be read as such; then 1.50 is 1.5. */
    private static @Nullable Object typed(FieldType type, @Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            value = FieldType.normalized(decimal);
        }
        if (value == null || type == FieldType.OBJECT || type == FieldType.ARRAY) {
            return value;
        }
        boolean quotedNumber = value instanceof String && type.isNumber();
        try {
            return quotedNumber ? value : type.parse(type.format(value));
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static String text(FieldType type, @Nullable Object value) {
        return value == null ? "absent" : value instanceof String ? "'" + value + "'" : type.format(value);
    }
}

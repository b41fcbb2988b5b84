package io.tributary.cast;

import io.tributary.definition.Definitions;
import io.tributary.definition.Difference;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.ProjectionTest;
import io.tributary.definition.TestResult;
import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import java.math.BigDecimal;
import java.time.Duration;
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

    private DefinitionTests() {}

    /** Runs all tests of all projections. */
    public static List<TestResult> run(Definitions definitions, Map<String, CastFunction> own) {
        List<TestResult> results = new ArrayList<>();
        for (ProjectionDefinition projection : definitions.projections().values()) {
            Caster caster = new Caster(projection, own);
            for (ProjectionTest test : projection.tests()) {
                long start = System.nanoTime();
                List<Difference> differences = differences(projection, test, caster.cast(batch(projection, test)));
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                results.add(
                        new TestResult("projection", projection.name(), test.name(), test.place(), differences, took));
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

    private static List<Difference> differences(ProjectionDefinition projection, ProjectionTest test, CastBatch batch) {
        if (!batch.rejected().isEmpty()) {
            String reason = batch.rejected().get(0).reason();
            return reason.equals(test.reject())
                    ? List.of()
                    : List.of(Difference.ofOutcome("rejected: " + reason, expectedRejection(test)));
        }
        CastRecord record = batch.records().get(0);
        boolean deletes = record.operation() == Operation.DELETE;
        Map<String, @Nullable Object> expected = deletes ? test.delete() : test.expect();
        if (expected == null) {
            String is = deletes ? "is a delete of " + record.key() : "is cast to " + document(projection, record);
            return List.of(Difference.ofOutcome(is, expectedRejection(test)));
        }
        return differences(projection, expected, document(projection, record));
    }

    /** Typed elements in the text that the definition has for them. */
    private static @Nullable Object plain(FieldDefinition field, @Nullable Object value) {
        FieldType elements = field.notation().elements();
        if (elements == null || !(value instanceof List<?> list)) {
            return value;
        }
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object element : list) {
            boolean json = element == null
                    || element instanceof Number
                    || element instanceof Boolean
                    || elements.isStructure();
            plain.add(json ? element : elements.format(element));
        }
        return plain;
    }

    private static String expectedRejection(ProjectionTest test) {
        return test.reject() == null ? "" : "the rejection: " + test.reject();
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

    private static List<Difference> differences(
            ProjectionDefinition projection, Map<String, @Nullable Object> expected, Map<String, Object> actual) {
        List<Difference> differences = new ArrayList<>();
        for (FieldDefinition field : projection.fields()) {
            Object wanted = expected.get(field.name());
            Object is = actual.get(field.name());
            if (field.type() == FieldType.OBJECT || field.type() == FieldType.ARRAY) {
                differences.addAll(Difference.between(field.name(), plain(field, is), wanted));
            } else {
                Object typedWanted = typed(field.type(), wanted);
                Object typedIs = typed(field.type(), is);
                if (!Objects.equals(typedWanted, typedIs)) {
                    String expectedText = text(field.type(), typedWanted);
                    differences.add(new Difference(field.name(), text(field.type(), typedIs), expectedText));
                }
            }
        }
        return differences;
    }

    /** The value in the field's type where the definition's text can be read as such; then 1.50 is 1.5. */
    private static @Nullable Object typed(FieldType type, @Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            value = FieldType.normalized(decimal);
        }
        if (value == null) {
            return null;
        }
        boolean quotedNumber = value instanceof String && type.isNumber();
        try {
            return quotedNumber ? value : type.parse(type.format(value));
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static String text(FieldType type, @Nullable Object value) {
        return value == null || value instanceof String ? Difference.text(value) : type.format(value);
    }
}

package io.tributary.explain;

import io.tributary.cast.CastFunction;
import io.tributary.cast.CastRecord;
import io.tributary.cast.RecordTrace;
import io.tributary.definition.Difference;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one record would become in each projection of its topic, and why. */
public record RecordFacts(String topic, List<Outcome> projections) {

    /**
     * What it would become in one projection.
     *
     * @param outcome {@code document}, {@code delete} or {@code rejected}
     * @param reason why it is rejected; empty otherwise
     * @param key the key of the document; empty if it is rejected
     * @param version what orders the updates of the document; empty if it is rejected
     * @param unused the columns that no field comes from
     */
    public record Outcome(
            String projection,
            String outcome,
            String reason,
            String key,
            String version,
            List<Field> fields,
            List<String> unused) {}

    /**
     * What would become of one field.
     *
     * @param column empty if the record has no such column
     * @param value as it came
     * @param stored as it would be stored; {@code absent} if there is nothing to store
     * @param failure why it cannot be stored; empty if it can
     */
    public record Field(String name, String type, String column, String value, String stored, String failure) {}

    /** The facts of the first record of a batch. */
    public static RecordFacts of(
            List<ProjectionDefinition> projections, Map<String, CastFunction> own, RecordBatch batch) {
        return new RecordFacts(
                batch.topic(),
                projections.stream()
                        .map(projection -> outcome(RecordTrace.of(projection, own, batch), batch))
                        .toList());
    }

    /** Whether any projection would reject it. */
    public boolean rejected() {
        return projections.stream().anyMatch(outcome -> outcome.outcome().equals("rejected"));
    }

    private static Outcome outcome(RecordTrace trace, RecordBatch batch) {
        CastRecord record = trace.record();
        boolean delete = record != null && record.operation() == Operation.DELETE;
        return new Outcome(
                trace.projection().name(),
                record == null ? "rejected" : delete ? "delete" : "document",
                trace.rejection(),
                record == null ? "" : record.key().toString(),
                record == null ? "" : version(trace.projection(), trace.fields(), record),
                trace.fields().stream()
                        .filter(field -> !delete
                                || identifies(trace.projection(), field.field().name()))
                        .map(RecordFacts::field)
                        .toList(),
                unused(trace.projection(), batch));
    }

    private static boolean identifies(ProjectionDefinition projection, String field) {
        return projection.key().contains(field) || field.equals(projection.version());
    }

    private static String version(
            ProjectionDefinition projection, List<RecordTrace.FieldTrace> fields, CastRecord record) {
        return fields.stream()
                .filter(field -> field.field().name().equals(projection.version()))
                .findFirst()
                .map(field -> record.version().source() + ", from "
                        + field.field().name() + " " + Difference.text(field.stored()))
                .orElse("none: the order of reading decides");
    }

    private static Field field(RecordTrace.FieldTrace trace) {
        return new Field(
                trace.field().name(),
                trace.field().type().yamlName(),
                trace.column(),
                trace.column().isEmpty() ? "" : shown(trace.raw()),
                Difference.text(trace.stored()),
                trace.failure());
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "null" : Difference.text(value);
    }

    private static List<String> unused(ProjectionDefinition projection, RecordBatch batch) {
        Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        projection.fields().forEach(field -> used.addAll(field.columns()));
        if (projection.deleteWhen() != null) {
            used.add(projection.deleteWhen().column());
        }
        Set<String> unused = new LinkedHashSet<>(batch.columns());
        unused.removeIf(used::contains);
        return new ArrayList<>(unused);
    }
}

package io.tributary.cast;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.RecordBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one record and why, field by field, for people: through the very casts that the updater uses.
 *
 * @param record what it becomes, or null if it is rejected
 * @param rejection why it is rejected; empty if it is not
 */
public record RecordTrace(
        ProjectionDefinition projection,
        List<FieldTrace> fields,
        @Nullable CastRecord record,
        String rejection) {

    /**
     * What becomes of one field.
     *
     * @param given the columns that it is made of with their values; without those that the record has not
     * @param steps what each step of its cast left
     * @param stored the value in the field's type, or null
     * @param failure why there is none; empty if nothing failed
     */
    public record FieldTrace(
            FieldDefinition field,
            Map<String, @Nullable Object> given,
            List<Taken> steps,
            @Nullable Object stored,
            String failure) {}

    /** A step of a cast that was taken, and what it left. */
    public record Taken(String step, @Nullable Object left) {}

    /**
     * Traces the only row of a batch.
     *
     * @param own the own cast functions by the names that {@code cast:} has for them
     */
    public static RecordTrace of(ProjectionDefinition projection, Map<String, CastFunction> own, RecordBatch batch) {
        CastPlan plan = new CastPlan(projection, own);
        Columns columns = new Columns(projection, batch.columns());
        CastBatch cast = new BatchCast(plan, columns, batch).run();
        CastRecord record = cast.records().isEmpty() ? null : cast.records().get(0);
        List<FieldTrace> fields = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            fields.add(field(plan, columns, i, batch.rows().get(0), record));
        }
        return new RecordTrace(
                projection,
                fields,
                record,
                record != null ? "" : cast.rejected().get(0).reason());
    }

    private static FieldTrace field(
            CastPlan plan, Columns columns, int index, @Nullable Object[] raw, @Nullable CastRecord record) {
        FieldDefinition field = plan.field(index);
        Map<String, @Nullable Object> given = given(field, columns, index, raw);
        List<Taken> steps = new ArrayList<>();
        Object stored = null;
        String failure = "";
        if (!given.isEmpty()) {
            try {
                FieldCast cast = plan.cast(index);
                stored = cast.cast(
                        Given.of(plan, columns, index, raw),
                        (step, left) ->
                                steps.add(new Taken(field.cast().get(step).name(), left)));
            } catch (CastFailure e) {
                failure = String.valueOf(e.getMessage());
            }
        }
        Object kept = record == null ? CastRecord.ABSENT : record.values()[index];
        // What is stored may be something else than what the cast left: a default, or nothing since the field is left
        // out.
        return new FieldTrace(
                field, given, steps, record == null ? stored : kept == CastRecord.ABSENT ? null : kept, failure);
    }

    private static Map<String, @Nullable Object> given(
            FieldDefinition field, Columns columns, int index, @Nullable Object[] raw) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        if (field.formula() == null) {
            int column = columns.ofField(index);
            if (column != Columns.MISSING && column < raw.length) {
                given.put(columns.names().get(column), raw[column]);
            }
            return given;
        }
        for (String name : field.columns()) {
            int column = columns.ofName(index, name);
            if (column != Columns.MISSING && column < raw.length) {
                given.put(columns.names().get(column), raw[column]);
            }
        }
        return given;
    }
}

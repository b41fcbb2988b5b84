package io.tributary.cast;

import io.tributary.definition.FieldDefinition;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.RecordBatch;
import java.util.ArrayList;
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
     * @param column where its value comes from; empty if the record has no such column
     * @param raw the value as it came
     * @param stored the value in the field's type, or null
     * @param failure why there is none; empty if nothing failed
     */
    public record FieldTrace(
            FieldDefinition field,
            String column,
            @Nullable Object raw,
            @Nullable Object stored,
            String failure) {}

    /**
     * Traces the only row of a batch.
     *
     * @param own the own cast functions by the names that {@code cast:} has for them
     */
    public static RecordTrace of(ProjectionDefinition projection, Map<String, CastFunction> own, RecordBatch batch) {
        CastPlan plan = new CastPlan(projection, own);
        Columns columns = new Columns(projection, batch.columns());
        @Nullable Object[] raw = batch.rows().get(0);
        List<FieldTrace> fields = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            fields.add(field(plan, columns, i, raw));
        }
        CastBatch cast = new BatchCast(plan, columns, batch).run();
        return cast.records().isEmpty()
                ? new RecordTrace(
                        projection, fields, null, cast.rejected().get(0).reason())
                : new RecordTrace(projection, fields, cast.records().get(0), "");
    }

    private static FieldTrace field(CastPlan plan, Columns columns, int index, @Nullable Object[] raw) {
        int column = columns.ofField(index);
        if (column == Columns.MISSING || column >= raw.length) {
            return new FieldTrace(plan.field(index), "", null, null, "");
        }
        boolean computed = plan.formula(index) != null;
        String name = computed ? plan.field(index).from() : columns.names().get(column);
        Object given = computed ? null : raw[column];
        try {
            given = Given.of(plan, columns, index, raw);
            return new FieldTrace(
                    plan.field(index), name, given, plan.cast(index).cast(given), "");
        } catch (CastFailure e) {
            return new FieldTrace(plan.field(index), name, given, null, String.valueOf(e.getMessage()));
        }
    }
}

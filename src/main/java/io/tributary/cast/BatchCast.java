package io.tributary.cast;

import io.tributary.cast.RejectedRecord.Cause;
import io.tributary.definition.FieldDefinition.OnInvalid;
import io.tributary.definition.Formula;
import io.tributary.record.Key;
import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import io.tributary.record.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The casting of one batch: decides per row what it is, casts its values, collects what fails. */
final class BatchCast {

    private final CastPlan plan;
    private final Columns columns;
    private final RecordBatch batch;
    private final List<CastRecord> records;
    private final List<RejectedRecord> rejected = new ArrayList<>();

    /** How many invalid values became nothing or the default, by field. */
    private final Map<String, Integer> replaced = new TreeMap<>();

    /** Why the present row fails, all fields; empty on the good path. */
    private final StringBuilder reasons = new StringBuilder();

    BatchCast(CastPlan plan, Columns columns, RecordBatch batch) {
        this.plan = plan;
        this.columns = columns;
        this.batch = batch;
        this.records = new ArrayList<>(batch.size());
    }

    CastBatch run() {
        for (int row = 0; row < batch.size(); row++) {
            row(row, batch.rows().get(row));
        }
        return new CastBatch(records, rejected, replaced);
    }

    private void row(int row, @Nullable Object[] raw) {
        String unreadable =
                batch.unreadable().isEmpty() ? null : batch.unreadable().get(row);
        if (unreadable != null) {
            reject(row, Cause.UNREADABLE, unreadable);
            return;
        }
        if (raw.length != columns.names().size()) {
            String reason =
                    "has " + raw.length + " values for " + columns.names().size() + " columns";
            reject(row, Cause.UNREADABLE, reason);
            return;
        }
        Operation operation = operation(row, raw);
        String problem = columns.problem(operation);
        CastRecord cast = problem == null ? record(row, raw, operation) : null;
        if (cast == null) {
            reject(row, Cause.CAST, problem == null ? reasons.toString() : problem);
        } else {
            records.add(cast);
        }
    }

    private Operation operation(int row, @Nullable Object[] raw) {
        int mark = columns.deleteMark();
        return mark != Columns.MISSING && plan.isDelete(raw[mark]) ? Operation.DELETE : batch.operation(row);
    }

    /** The record, or null if something in it fails; then the reasons say what. */
    private @Nullable CastRecord record(int row, @Nullable Object[] raw, Operation operation) {
        reasons.setLength(0);
        boolean delete = operation == Operation.DELETE;
        @Nullable Object[] values = new @Nullable Object[plan.size()];
        boolean decided = !delete && plan.decisive().length > 0 && columns.tellsDeletes();
        if (decided) {
            delete = deletes(values, raw);
        }
        for (int i = 0; i < values.length; i++) {
            if ((!delete || plan.identifies(i)) && !(decided && plan.isDecisive(i))) {
                values[i] = value(i, raw, delete);
            }
        }
        if (reasons.length() > 0) {
            return null;
        }
        long version = plan.versionField() == CastPlan.NONE ? 0 : Stored.version(values[plan.versionField()]);
        Stored.cut(values, plan.timeFields());
        Key key = key(values);
        for (int field : plan.omitted()) {
            values[field] = plan.merges() ? CastRecord.ABSENT : null;
        }
        return new CastRecord(
                key,
                delete ? Operation.DELETE : operation,
                new Version(version, batch.sequence(row)),
                delete ? onlyKey(values) : values,
                row);
    }

    /** Casts what decides whether the record is a delete; where that fails, it is none, and fails as a whole. */
    private boolean deletes(@Nullable Object[] values, @Nullable Object[] raw) {
        for (int field : plan.decisive()) {
            values[field] = value(field, raw, false);
        }
        return reasons.length() == 0 && plan.deletes(values);
    }

    /** The columns that no field takes, as they come; blank ones are nothing, as they are elsewhere. */
    private @Nullable Object unknown(int index, @Nullable Object[] raw) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (int column : columns.unknown()) {
            Object value = raw[column];
            if (value != null && !(value instanceof String text && text.isBlank())) {
                kept.put(columns.names().get(column), value);
            }
        }
        if (kept.isEmpty()) {
            return plan.merges() && columns.unknown().length == 0 ? CastRecord.ABSENT : null;
        }
        try {
            return plan.cast(index).cast(kept);
        } catch (CastFailure e) {
            fail(index, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Object value(int index, @Nullable Object[] raw, boolean delete) {
        if (index == plan.unknownField()) {
            return unknown(index, raw);
        }
        Formula formula = plan.formula(index);
        int column = columns.ofField(index);
        if (column == Columns.MISSING && !(formula != null && plan.identifies(index))) {
            return plan.merges() ? CastRecord.ABSENT : plan.otherwise(index);
        }
        try {
            Object value = plan.cast(index).cast(formula == null ? raw[column] : Given.of(plan, columns, index, raw));
            value = value == null ? plan.otherwise(index) : value;
            if (value == null && plan.isRequired(index)) {
                fail(index, missing(index, column, delete));
            }
            return value;
        } catch (CastFailure e) {
            return invalid(index, String.valueOf(e.getMessage()));
        }
    }

    private String missing(int index, int column, boolean delete) {
        boolean version = delete && index == plan.versionField();
        String start = version ? "a delete needs a version, but " : "is required, but ";
        Formula formula = plan.field(index).formula();
        return formula == null
                ? start + "column '" + columns.names().get(column) + "' is empty"
                : start + "'" + formula.text() + "' has no value";
    }

    private @Nullable Object invalid(int index, String reason) {
        OnInvalid way = plan.onInvalid(index);
        if (way == OnInvalid.REJECT) {
            fail(index, reason);
            return null;
        }
        replaced.merge(plan.field(index).name(), 1, Integer::sum);
        return way == OnInvalid.DEFAULT ? plan.otherwise(index) : null;
    }

    private void fail(int index, String reason) {
        reasons.append(reasons.length() == 0 ? "" : "; ")
                .append(plan.field(index).name())
                .append(": ")
                .append(reason);
    }

    /** The key, whose decimals lose the zeros at their end, in the values as well: the document says what its key says. */
    private Key key(@Nullable Object[] values) {
        int[] fields = plan.keyFields();
        Object[] parts = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            parts[i] = Stored.keyPart(values[fields[i]]);
            values[fields[i]] = parts[i];
        }
        return new Key(Arrays.asList(parts));
    }

    private @Nullable Object[] onlyKey(@Nullable Object[] values) {
        @Nullable Object[] only = new @Nullable Object[values.length];
        for (int field : plan.keyFields()) {
            only[field] = values[field];
        }
        return only;
    }

    private void reject(int row, Cause cause, String reason) {
        rejected.add(RejectedRecord.of(batch, plan.definition().name(), row, cause, reason));
    }
}

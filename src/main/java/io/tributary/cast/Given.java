package io.tributary.cast;

import io.tributary.definition.ExpressionFailure;
import io.tributary.definition.Formula;
import org.jspecify.annotations.Nullable;

/** What a record gives a field: the value of its column, or what its formula makes of several. */
final class Given {

    private Given() {}

    /**
     * The value before any cast.
     *
     * @throws CastFailure if the formula has no result for these columns
     */
    static @Nullable Object of(CastPlan plan, Columns columns, int index, @Nullable Object[] raw) {
        Formula formula = plan.formula(index);
        return formula == null ? raw[columns.ofField(index)] : computed(formula, plan.cast(index), columns, index, raw);
    }

    private static @Nullable Object computed(
            Formula formula, FieldCast cast, Columns columns, int index, @Nullable Object[] raw) {
        try {
            return formula.evaluate(name -> {
                int column = columns.ofName(index, name);
                return column == Columns.MISSING ? null : cast.clean(raw[column]);
            });
        } catch (ExpressionFailure e) {
            throw new CastFailure(String.valueOf(e.getMessage()));
        }
    }
}

package io.tributary.benchmark;

import io.tributary.cast.Caster;
import io.tributary.definition.DefinitionException;
import io.tributary.record.RecordBatch;

/** The orders of {@link CastingCost}, a thousand of them in one batch, for benchmarks of other packages. */
public final class BenchmarkRows {

    /** Records in the batch. */
    public static final int COUNT = 1_000;

    private BenchmarkRows() {}

    public static RecordBatch batch() {
        return CastingCost.batches(1, COUNT).get(0);
    }

    /** The casts of these orders. */
    public static Caster caster() throws DefinitionException {
        return CastingCost.caster();
    }
}

package io.tributary.cast;

import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.RecordBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Casts the records of one projection. All that depends on the definition alone is prepared once; what depends on the columns is
 * kept for the next batch, which mostly has the same. Any number of threads may share a caster.
 */
public final class Caster {

    private final CastPlan plan;
    private volatile @Nullable Columns lastColumns;

    /**
     * Prepares the casts of a projection.
     *
     * @param own the own cast functions by the names that {@code cast:} has for them
     * @throws IllegalArgumentException if the definition names a function that is not there
     */
    public Caster(ProjectionDefinition definition, Map<String, CastFunction> own) {
        this.plan = new CastPlan(definition, own);
    }

    public ProjectionDefinition definition() {
        return plan.definition();
    }

    /** Casts a batch: each of its rows ends as a cast or as a rejected record. Throws for no data whatsoever. */
    public CastBatch cast(RecordBatch batch) {
        return new BatchCast(plan, columns(batch.columns()), batch).run();
    }

    /** Which of these columns no field takes. */
    public List<String> unknown(List<String> names) {
        return Arrays.stream(columns(names).unknown()).mapToObj(names::get).toList();
    }

    private Columns columns(List<String> names) {
        Columns last = lastColumns;
        if (last == null || !last.names().equals(names)) {
            last = new Columns(plan.definition(), names);
            lastColumns = last;
        }
        return last;
    }
}

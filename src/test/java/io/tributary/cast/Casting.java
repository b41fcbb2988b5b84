package io.tributary.cast;

import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.RecordBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Casters and record batches from short texts. */
final class Casting {

    private Casting() {}

    /** A caster of projection {@code p}; the text follows after its name and topic. */
    static Caster caster(String definition) {
        return caster(definition, Map.of());
    }

    static Caster caster(String definition, Map<String, CastFunction> own) {
        return new Caster(projection(definition, own), own);
    }

    static ProjectionDefinition projection(String definition, Map<String, CastFunction> own) {
        DefinitionFile file = new DefinitionFile("p.yaml", "projection: p\ntopic: sor.p\n" + definition);
        try {
            return new DefinitionReader(own.keySet())
                    .read(List.of(file), List.of())
                    .projection("p");
        } catch (DefinitionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static RecordBatch batch(List<String> columns, @Nullable Object[]... rows) {
        return batch(columns, new BitSet(), rows);
    }

    /** A batch of which the given row is a delete. */
    static RecordBatch delete(List<String> columns, @Nullable Object... row) {
        BitSet deletes = new BitSet();
        deletes.set(0);
        return batch(columns, deletes, new Object[][] {row});
    }

    static RecordBatch batch(List<String> columns, BitSet deletes, @Nullable Object[]... rows) {
        List<@Nullable Object[]> list = new ArrayList<>(Arrays.asList(rows));
        return new RecordBatch(
                "sor.p",
                "agent",
                "file.csv",
                Instant.EPOCH,
                1000,
                columns,
                list,
                deletes,
                new int[] {2, 5, 9},
                Map.of());
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    /** What one value becomes in a field: its value, or {@code null}; or, for a rejected record, the reason as a Reason. */
    static @Nullable Object value(String fieldOptions, @Nullable Object value) {
        Caster caster = caster("key: id\nfields: { id: long, f: { " + fieldOptions + " } }\n");
        CastBatch result = caster.cast(batch(List.of("id", "f"), row(1L, value)));
        return result.rejected().isEmpty()
                ? result.records().get(0).values()[1]
                : new Reason(result.rejected().get(0).reason());
    }

    /** A rejection. */
    record Reason(String text) {}
}

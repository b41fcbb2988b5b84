package io.tributary.draft;

import io.tributary.cast.CastBatch;
import io.tributary.cast.CastFunction;
import io.tributary.cast.Caster;
import io.tributary.cast.RejectedRecord;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.FlowYaml;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.RecordBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many values a field of some type and options takes, by the very cast that it would have: what is guessed is what will hold.
 *
 * @param taken how many are cast
 * @param refused some of those that are not
 */
record Trial(int taken, List<String> refused) {

    private static final int SHOWN = 3;
    private static final Map<String, CastFunction> NO_OWN_CASTS = Map.of();

    /** Casts values that are there; a definition that is none takes nothing. */
    static Trial of(List<?> values, String type, Map<String, Object> options) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("from", "v");
        field.put("type", type);
        field.putAll(options);
        String yaml = "projection: p\ntopic: t\nkey: n\nfields: { n: long, v: " + FlowYaml.of(field) + " }\n";
        ProjectionDefinition projection = read("p", yaml);
        return projection == null ? new Trial(0, List.of()) : of(values, projection);
    }

    private static Trial of(List<?> values, ProjectionDefinition projection) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Object value : values) {
            rows.add(new @Nullable Object[] {(long) rows.size(), value});
        }
        CastBatch cast = cast(projection, List.of("n", "v"), rows);
        List<String> refused = cast.rejected().stream()
                .limit(SHOWN)
                .map(RejectedRecord::values)
                .map(row -> String.valueOf(row.get("v")))
                .toList();
        return new Trial(cast.records().size(), refused);
    }

    /** Casts rows as the updater would. */
    static CastBatch cast(ProjectionDefinition projection, List<String> columns, List<@Nullable Object[]> rows) {
        RecordBatch batch = new RecordBatch(
                projection.topic(), "draft", "", Instant.EPOCH, 0, columns, rows, new BitSet(), null, Map.of());
        return new Caster(projection, NO_OWN_CASTS).cast(batch);
    }

    /** The projection that a text defines, or null if it is none. */
    static @Nullable ProjectionDefinition read(String name, String yaml) {
        try {
            return new DefinitionReader(Set.of())
                    .read(List.of(new DefinitionFile(name + ".yaml", yaml)), List.of())
                    .projection(name);
        } catch (DefinitionException e) {
            return null;
        }
    }
}

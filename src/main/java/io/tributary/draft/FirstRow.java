package io.tributary.draft;

import io.tributary.cast.CastBatch;
import io.tributary.cast.CastRecord;
import io.tributary.definition.FieldType;
import io.tributary.definition.ProjectionDefinition;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The test of a draft: the first row that is cast, and what it becomes. */
final class FirstRow {

    private static final int TRIED = 200;

    private FirstRow() {}

    /**
     * The whole text of a definition with its test; without one if no row can be cast, or there is none.
     *
     * @throws IllegalStateException if the draft is no definition: a mistake of ours
     */
    static String with(ProjectionDraft draft, List<String> columns, List<@Nullable Object[]> rows) {
        String yaml = ProjectionYaml.of(draft);
        ProjectionDefinition projection = Trial.read(draft.name(), yaml);
        if (projection == null) {
            throw new IllegalStateException("the draft of " + draft.name() + " is no definition:\n" + yaml);
        }
        CastBatch cast = Trial.cast(projection, columns, rows.subList(0, Math.min(TRIED, rows.size())));
        if (cast.records().isEmpty()) {
            return yaml;
        }
        CastRecord record = cast.records().get(0);
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            given.put(columns.get(i), rows.get(record.row())[i]);
        }
        return yaml + ProjectionYaml.test("the first row", given, document(projection, record));
    }

    private static Map<String, @Nullable Object> document(ProjectionDefinition projection, CastRecord record) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        for (int i = 0; i < record.values().length; i++) {
            Object value = record.values()[i];
            if (value != null && value != CastRecord.ABSENT) {
                FieldType type = projection.fields().get(i).type();
                document.put(projection.fields().get(i).name(), json(type, value));
            }
        }
        return document;
    }

    private static Object json(FieldType type, Object value) {
        if (value instanceof Double number) {
            return new BigDecimal(number.toString());
        }
        boolean plain = value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof List;
        return plain ? value : type.format(value);
    }
}

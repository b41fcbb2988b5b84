package io.tributary.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drafted projection.
 *
 * @param notes comments at the top: where it comes from, what could not be known
 * @param key names of fields
 * @param keyNotes why that is the key
 * @param version the name of a field, or null
 * @param versionNotes why that is the version, or why there is none
 */
public record ProjectionDraft(
        String name,
        String topic,
        List<String> notes,
        List<String> key,
        List<String> keyNotes,
        @Nullable String version,
        List<String> versionNotes,
        List<DraftField> fields) {

    /** The file within a home. */
    public String file() {
        return "transformers/projections/" + name + ".yaml";
    }

    /** The names that a definition's field may not take away from each other. */
    List<String> columns() {
        return fields.stream().map(DraftField::column).toList();
    }
}

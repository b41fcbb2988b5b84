package io.tributary.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of a drafted projection.
 *
 * @param column where it comes from
 * @param type the name of its type
 * @param options what else its definition says: {@code format}, {@code decimal} ...
 * @param notes why, for people: comments above the field
 */
public record DraftField(String name, String column, String type, Map<String, Object> options, List<String> notes) {

    /** As a definition has it. */
    Map<String, Object> definition() {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("from", column);
        definition.put("type", type);
        definition.putAll(options);
        return definition;
    }
}

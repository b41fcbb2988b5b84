package io.tributary.definition;

import io.tributary.definition.ProjectionDefinition.DeleteWhen;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which records are deletes: by a column's value, or by a condition on the fields. */
final class DeleteReader {

    private final ConditionReader.Fields fields;

    /**
     * A reader for one projection.
     *
     * @param fields all of its fields: a condition may read those that are not stored
     */
    DeleteReader(String projection, List<FieldDefinition> fields, Catalog catalog) {
        this.fields = new ConditionReader.Fields() {
            @Override
            public String owner() {
                return projection;
            }

            @Override
            public Collection<String> names() {
                return fields.stream().map(FieldDefinition::name).toList();
            }

            @Override
            public @Nullable FieldType type(String name) {
                return fields.stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst()
                        .map(catalog::typeOf)
                        .orElse(null);
            }
        };
    }

    @Nullable
    DeleteWhen read(@Nullable YamlValue value) {
        YamlMap map = value == null ? null : value.map(Vocabulary.DELETE);
        if (value == null || map == null) {
            return null;
        }
        YamlValue where = map.get("where");
        if (where == null) {
            return byColumn(map);
        }
        if (map.has("column") || map.has("is")) {
            value.problem("has either column and is, or where");
        }
        return new DeleteWhen(new ConditionReader(fields).read(where));
    }

    private static DeleteWhen byColumn(YamlMap map) {
        String column = map.requiredText("column");
        YamlValue is = map.required("is");
        List<String> values = map.texts("is", List.of());
        if (is != null && values.isEmpty()) {
            is.problem("needs at least one value");
        }
        return new DeleteWhen(column == null ? "" : column, values);
    }
}

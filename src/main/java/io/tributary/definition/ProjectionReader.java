package io.tributary.definition;

import static io.tributary.definition.ProjectionDefinition.UNKNOWN;

import io.tributary.definition.ProjectionDefinition.Expiry;
import io.tributary.definition.ProjectionDefinition.Unknown;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one projection and checks it in itself. */
final class ProjectionReader {

    private final NameRules names;
    private final FieldReader fieldReader;
    private final Catalog catalog;

    ProjectionReader(OwnCasts casts, NameRules names, Catalog catalog) {
        this.names = names;
        this.catalog = catalog;
        this.fieldReader = new FieldReader(casts, names, catalog);
    }

    /** Adds the projection to the catalog, as far as it can be read. */
    void read(DefinitionFile file, Problems problems) {
        YamlValue root = YamlText.parse(file, problems);
        YamlMap map = root == null ? null : root.map(Vocabulary.PROJECTION);
        if (map == null) {
            catalog.unreadable(file.expectedName());
            return;
        }
        ProjectionDefinition projection = projection(map, file);
        catalog.add(projection);
        checkKey(projection, map.get("key"));
        checkVersion(projection, map.get("version"));
        projection.fields().stream()
                .filter(field -> field.omit() && projection.key().contains(field.name()))
                .forEach(field -> problems.report(
                        field.place(), "'" + field.name() + "' is part of the key, which is always stored"));
    }

    private ProjectionDefinition projection(YamlMap map, DefinitionFile file) {
        String name = map.requiredText("projection");
        if (name != null) {
            names.projection(name, file, map.placeOf("projection"));
        }
        String topic = map.requiredText("topic");
        if (topic != null) {
            names.topic(topic, map.placeOf("topic"));
        }
        map.required("key");
        List<String> key = map.texts("key", List.of());
        String version = map.text("version");
        Unknown unknown = unknown(map);
        List<FieldDefinition> fields = fields(map, key, version, unknown);
        String owner = name == null ? file.expectedName() : name;
        IndexReader indexes = new IndexReader(fields, key, catalog);
        Expiry expiry = indexes.expiry(map.get("expire"));
        String write = map.oneOf("write", "way to write", List.of("replace", "merge"));
        return new ProjectionDefinition(
                owner,
                topic == null ? "" : topic,
                key,
                version,
                "merge".equals(write) ? WriteMode.MERGE : WriteMode.REPLACE,
                new DeleteReader(owner, fields, catalog).read(map.get("deleteWhen")),
                fields,
                new TestReader(fields, key).read(map.get("tests")),
                unknown,
                indexes.indexes(map.get("indexes"), expiry),
                expiry,
                map.place());
    }

    private static Unknown unknown(YamlMap map) {
        String word = map.oneOf("unknown", "way to treat unknown columns", List.of("drop", "keep", "reject"));
        return word == null ? Unknown.DROP : Unknown.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private List<FieldDefinition> fields(YamlMap map, List<String> key, @Nullable String version, Unknown unknown) {
        YamlValue value = map.required("fields");
        Map<String, YamlValue> entries = value == null ? null : value.map();
        if (value == null || entries == null) {
            return List.of();
        }
        if (entries.isEmpty()) {
            value.problem("a projection needs at least one field");
        }
        List<FieldDefinition> fields = new ArrayList<>();
        entries.forEach(
                (name, field) -> fields.add(fieldReader.read(name, field, key.contains(name) || name.equals(version))));
        if (unknown == Unknown.KEEP) {
            YamlValue taken = entries.get(UNKNOWN);
            if (taken != null) {
                taken.problem("'unknown: keep' stores what no field takes under this name; rename the field");
            }
            fields.add(FieldDefinition.plain(UNKNOWN, UNKNOWN, FieldType.OBJECT, false, map.placeOf("unknown")));
        }
        return List.copyOf(fields);
    }

    private void checkKey(ProjectionDefinition projection, @Nullable YamlValue value) {
        if (value == null) {
            return;
        }
        if (value.isList() && projection.key().isEmpty()) {
            value.problem("needs at least one field");
        }
        Set<String> seen = new HashSet<>();
        for (YamlValue part : value.oneOrMore()) {
            String name = part.quietText();
            if (name != null && !seen.add(name)) {
                part.problem("'" + name + "' stands twice in the key");
            }
            FieldType type = name == null ? null : fieldType(projection, name, part);
            if (type != null && !type.canBeKey()) {
                part.problem("'" + name + "' is of type " + type.yamlName() + ", which cannot be a key; "
                        + FieldType.namesOf(FieldType::canBeKey) + " can");
            }
        }
    }

    private void checkVersion(ProjectionDefinition projection, @Nullable YamlValue value) {
        String name = value == null ? null : value.quietText();
        FieldType type = value == null || name == null ? null : fieldType(projection, name, value);
        if (value != null && type != null && !type.canBeVersion()) {
            value.problem("'" + name + "' is of type " + type.yamlName() + ", which cannot be a version; "
                    + FieldType.namesOf(FieldType::canBeVersion) + " can");
        }
    }

    private @Nullable FieldType fieldType(ProjectionDefinition projection, String name, YamlValue value) {
        if (!projection.hasField(name)) {
            List<String> fields =
                    projection.fields().stream().map(FieldDefinition::name).toList();
            value.problem("'" + name + "' is no field" + Nearest.hint(name, fields));
        }
        return catalog.typeOf(projection, name);
    }
}

package io.tributary.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one view and checks that every name in it leads somewhere. */
final class ViewReader {

    private final NameRules names;
    private final Catalog catalog;

    ViewReader(NameRules names, Catalog catalog) {
        this.names = names;
        this.catalog = catalog;
    }

    @Nullable
    ViewDefinition read(DefinitionFile file, Problems problems) {
        YamlValue root = YamlText.parse(file, problems);
        YamlMap map = root == null ? null : root.map(Vocabulary.VIEW);
        if (map == null) {
            return null;
        }
        String name = map.requiredText("view");
        if (name != null) {
            names.view(name, file, map.placeOf("view"));
        }
        YamlValue fields = map.required("fields");
        String base = base(map);
        if (base == null) {
            return null;
        }
        YamlValue condition = map.get("where");
        Condition where = condition == null
                ? Condition.ALWAYS
                : new ConditionReader(ConditionReader.of(base, catalog)).read(condition);
        JoinTree tree = new JoinTree(base);
        new JoinReader(catalog, tree).read(map.get("joins"));
        Mapping.Fields mapping = fields == null
                ? new Mapping.Fields(Map.of())
                : new MappingReader(names, new PathReader(catalog, tree)).fields(fields, new Scope(base, null));
        return name == null ? null : new ViewDefinition(name, base, where, tree.joins(), mapping, map.place());
    }

    /** The base; without a known one nothing below can be checked. */
    private @Nullable String base(YamlMap map) {
        YamlValue value = map.required("base");
        String base = value == null ? null : value.text();
        if (value == null || base == null) {
            return null;
        }
        if (!catalog.knows(base)) {
            value.problem("'" + base + "' is no projection" + Nearest.hint(base, catalog.names()));
            return null;
        }
        return base;
    }
}

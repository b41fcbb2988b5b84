package io.tributary.definition;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one view and checks that every name in it leads somewhere. */
final class ViewReader {

    private final NameRules names;
    private final Catalog catalog;
    private final Collection<String> functions;
    private final ViewFiles files;

    ViewReader(NameRules names, Catalog catalog, Collection<String> functions, ViewFiles files) {
        this.names = names;
        this.catalog = catalog;
        this.functions = functions;
        this.files = files;
    }

    @Nullable
    ViewDefinition read(DefinitionFile file, Problems problems) {
        int before = problems.count();
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
        // Without a known base nothing below can be checked.
        String base = files.source(map.required("base"));
        if (base == null) {
            return null;
        }
        YamlValue condition = map.get("where");
        Condition where = condition == null
                ? Condition.ALWAYS
                : new ConditionReader(ConditionReader.of(base, catalog)).read(condition);
        List<String> key = key(map.get("key"), base);
        JoinTree tree = new JoinTree(base);
        new JoinReader(catalog, files, tree).read(map.get("joins"));
        Mapping.Fields mapping = fields == null
                ? new Mapping.Fields(Map.of())
                : new MappingReader(names, new PathReader(catalog, tree), functions)
                        .fields(fields, new Scope(base, null));
        if (name == null) {
            return null;
        }
        ViewDefinition view = new ViewDefinition(
                name, base, key, where, tree.joins(), mapping, Condition.ALWAYS, List.of(), map.place());
        Condition valid = problems.count() > before ? Condition.ALWAYS : valid(map.get("valid"), view);
        List<ViewDefinition.ViewTest> tests = new ViewTestReader(catalog, view).read(map.get("tests"));
        return new ViewDefinition(name, base, key, where, tree.joins(), mapping, valid, tests, map.place());
    }

    /** What the finished view has to fulfil. Of a view made of something that cannot be read, nothing is known. */
    private Condition valid(@Nullable YamlValue value, ViewDefinition view) {
        if (value == null || !view.sources().stream().allMatch(catalog::isRead)) {
            return Condition.ALWAYS;
        }
        Shape.Obj shape = catalog.shape(view);
        return new ConditionReader(new ViewFields(view.name(), shape)).read(value);
    }

    /** The fields of the base that tell the view's documents apart: the base's key, unless the definition names others. */
    private List<String> key(@Nullable YamlValue value, String base) {
        if (value == null) {
            return catalog.key(base);
        }
        List<YamlValue> parts = value.oneOrMore();
        if (value.isList() && parts.isEmpty()) {
            value.problem("needs at least one field");
        }
        Set<String> key = new LinkedHashSet<>();
        for (YamlValue part : parts) {
            String name = part.text();
            if (name != null && !key.add(name)) {
                part.problem("'" + name + "' stands twice in the key");
            } else if (name != null && catalog.lacks(base, name)) {
                part.problem("'" + name + "' is no field of " + base + Nearest.hint(name, catalog.fields(base)));
            }
            FieldType type = name == null ? null : catalog.type(base, name);
            if (type != null && !type.canBeKey()) {
                part.problem("'" + name + "' is of type " + type.yamlName() + ", which cannot be a key; "
                        + FieldType.namesOf(FieldType::canBeKey) + " can");
            }
        }
        return List.copyOf(key);
    }
}

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

    ViewReader(NameRules names, Catalog catalog, Collection<String> functions) {
        this.names = names;
        this.catalog = catalog;
        this.functions = functions;
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
                : new MappingReader(names, new PathReader(catalog, tree), functions)
                        .fields(fields, new Scope(base, null));
        if (name == null) {
            return null;
        }
        ViewDefinition view =
                new ViewDefinition(name, base, where, tree.joins(), mapping, Condition.ALWAYS, List.of(), map.place());
        Condition valid = problems.count() > before ? Condition.ALWAYS : valid(map.get("valid"), view);
        Set<String> made = new LinkedHashSet<>(List.of(base));
        view.joins().forEach(join -> made.add(join.projection()));
        List<ViewDefinition.ViewTest> tests = new ViewTestReader(catalog, base, made).read(map.get("tests"));
        return new ViewDefinition(name, base, where, tree.joins(), mapping, valid, tests, map.place());
    }

    /** What the finished view has to fulfil. Of a view made of something that cannot be read, nothing is known. */
    private Condition valid(@Nullable YamlValue value, ViewDefinition view) {
        Map<String, ProjectionDefinition> known = catalog.projections();
        if (value == null
                || !known.containsKey(view.base())
                || !view.joins().stream().allMatch(join -> known.containsKey(join.projection()))) {
            return Condition.ALWAYS;
        }
        Shape.Obj shape = Shape.of(view, new Definitions(known, Map.of()));
        return new ConditionReader(new ViewFields(view.name(), shape)).read(value);
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

package io.tributary.definition;

import io.tributary.definition.Join.Cardinality;
import io.tributary.definition.Join.On;
import io.tributary.definition.Join.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the joins of a view into their tree. */
final class JoinReader {

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]+");

    private final Catalog catalog;
    private final ViewFiles files;
    private final JoinTree tree;

    JoinReader(Catalog catalog, ViewFiles files, JoinTree tree) {
        this.catalog = catalog;
        this.files = files;
        this.tree = tree;
    }

    void read(@Nullable YamlValue value) {
        Map<String, YamlValue> entries = value == null ? null : value.map();
        if (entries != null) {
            entries.forEach((alias, entry) -> {
                Join join = checkAlias(alias, entry) ? join(alias, entry, entries) : null;
                if (join != null) {
                    tree.add(join);
                } else if (!alias.equals(tree.base())) {
                    tree.broken(alias);
                }
            });
        }
    }

    private boolean checkAlias(String alias, YamlValue entry) {
        if (alias.equals(tree.base())) {
            entry.problem("'" + alias + "' is the alias of the base; choose another");
            return false;
        }
        if (!ALIAS.matcher(alias).matches()) {
            entry.problem("'" + alias + "' is no alias: letters, digits, '-' and '_'");
            return false;
        }
        return true;
    }

    private @Nullable Join join(String alias, YamlValue entry, Map<String, YamlValue> all) {
        YamlMap map = entry.map(Vocabulary.JOIN);
        if (map == null) {
            return null;
        }
        if (map.has("one") == map.has("many")) {
            entry.problem("a join has exactly one of one and many");
            return null;
        }
        Cardinality cardinality = map.has("one") ? Cardinality.ONE : Cardinality.MANY;
        String source = files.source(map.get(map.has("one") ? "one" : "many"));
        String of = of(map.get("of"), all);
        List<On> on = on(map.required("on"), of, source);
        Condition where = where(map.get("where"), source);
        List<Sort> sort = sort(map.get("sort"), source);
        int limit = limit(map.get("limit"), cardinality);
        boolean required = map.bool("required", false);
        return source == null || of == null
                ? null
                : new Join(alias, cardinality, source, of, on, where, sort, limit, required, map.place());
    }

    /** The alias above, or null if it is unknown or broken. */
    private @Nullable String of(@Nullable YamlValue value, Map<String, YamlValue> all) {
        String of = value == null ? tree.base() : value.text();
        if (value == null || of == null) {
            return of;
        }
        if (tree.isBroken(of)) {
            return null;
        }
        if (!tree.knows(of)) {
            value.problem(
                    all.containsKey(of)
                            ? "'" + of + "' has to stand above the joins that hang from it"
                            : "'" + of + "' is no alias above" + Nearest.hint(of, tree.aliases()));
            return null;
        }
        return of;
    }

    private List<On> on(@Nullable YamlValue value, @Nullable String of, @Nullable String source) {
        Map<String, YamlValue> entries = value == null ? null : value.map();
        List<On> pairs = new ArrayList<>();
        if (value == null || entries == null) {
            return pairs;
        }
        if (entries.isEmpty()) {
            value.problem("a join compares at least one pair of fields");
        }
        entries.forEach((parentField, entry) -> {
            String joinedField = entry.text();
            if (joinedField != null) {
                pairs.add(new On(parentField, joinedField));
                check(entry, of == null ? null : tree.source(of), parentField, source, joinedField);
            }
        });
        return pairs;
    }

    private void check(
            YamlValue entry, @Nullable String above, String parentField, @Nullable String joined, String joinedField) {
        FieldType parentType = above == null ? null : type(entry, above, parentField);
        FieldType joinedType = joined == null ? null : type(entry, joined, joinedField);
        if (parentType == null || joinedType == null) {
            return;
        }
        if (parentType != joinedType) {
            entry.problem(above + "." + parentField + " is of type " + parentType.yamlName() + ", " + joined + "."
                    + joinedField + " of type " + joinedType.yamlName() + "; a join compares fields of one type");
        } else if (!parentType.canBeKey()) {
            entry.problem("fields of type " + parentType.yamlName() + " cannot be joined; "
                    + FieldType.namesOf(FieldType::canBeKey) + " can");
        }
    }

    private @Nullable FieldType type(YamlValue entry, String source, String field) {
        if (catalog.lacks(source, field)) {
            entry.problem(catalog.noField(source, field));
        }
        return catalog.type(source, field);
    }

    private Condition where(@Nullable YamlValue value, @Nullable String source) {
        return value == null || source == null
                ? Condition.ALWAYS
                : new ConditionReader(ConditionReader.of(source, catalog)).read(value);
    }

    private static int limit(@Nullable YamlValue value, Cardinality cardinality) {
        if (value == null) {
            return cardinality == Cardinality.ONE ? 1 : Join.ALL;
        }
        if (cardinality == Cardinality.ONE) {
            value.problem("only a many join has a limit; one brings the first of its order");
            return 1;
        }
        return value.positive(Join.ALL);
    }

    private List<Sort> sort(@Nullable YamlValue value, @Nullable String source) {
        List<Sort> sorts = new ArrayList<>();
        for (YamlValue each : value == null ? List.<YamlValue>of() : value.oneOrMore()) {
            String text = each.text();
            if (text != null && source != null) {
                boolean descending = text.startsWith("-");
                String field = descending ? text.substring(1) : text;
                FieldType type = type(each, source, field);
                if (type != null && !type.isOrdered()) {
                    each.problem("'" + field + "' is of type " + type.yamlName() + ", which has no order");
                }
                sorts.add(new Sort(field, descending));
            }
        }
        return sorts;
    }
}

package io.tributary.definition;

import io.tributary.definition.Mapping.Aggregate.Kind;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the paths of a view, {@code field} or {@code alias.field}, and checks that each is reached from where it stands. */
final class PathReader {

    private static final String FIGURES =
            Arrays.stream(Kind.values()).map(Kind::yamlName).collect(Collectors.joining(", "));

    private final Catalog catalog;
    private final JoinTree tree;

    PathReader(Catalog catalog, JoinTree tree) {
        this.catalog = catalog;
        this.tree = tree;
    }

    /** A field of the scope, or of a document that {@code one} joins reach from it or from a scope around it. */
    Mapping.@Nullable Field field(YamlValue value, Scope scope) {
        String text = value.text();
        return text == null ? null : field(text, value, scope);
    }

    /** A path that is part of a text. */
    Mapping.@Nullable Field field(String text, YamlValue value, Scope scope) {
        int dot = text.indexOf('.');
        String alias = dot < 0 ? scope.alias() : text.substring(0, dot);
        if (!isKnown(value, alias) || !isReached(value, alias, scope)) {
            return null;
        }
        String field = text.substring(dot + 1);
        if (dot < 0 && tree.knows(field) && lacks(alias, field)) {
            value.problem("'" + field + "' is an alias; name one of its fields: " + field + ".field");
            return null;
        }
        type(value, alias, field);
        return new Mapping.Field(alias, field);
    }

    /** The alias of an {@code each}: a {@code many} join that hangs from the scope, with only {@code one} joins between. */
    @Nullable
    String each(YamlValue value, Scope scope) {
        String alias = value.text();
        if (alias == null || !isKnown(value, alias)) {
            return null;
        }
        String above = tree.above(alias);
        if (tree.isMany(alias) && above != null && tree.isOne(scope.alias(), above)) {
            return alias;
        }
        if (checkBelow(value, alias, scope)) {
            value.problem(
                    tree.isMany(alias)
                            ? "'" + alias + "' hangs from '" + above
                                    + "', which is many itself; it needs an each of its own around this one"
                            : "'" + alias + "' is no many join; each goes over many joins");
        }
        return null;
    }

    /** A figure over all documents below the scope. */
    Mapping.@Nullable Aggregate aggregate(YamlValue value, Kind kind, Scope scope) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        String alias = dot < 0 ? text : text.substring(0, dot);
        String field = dot < 0 ? null : text.substring(dot + 1);
        if ((kind == Kind.COUNT) != (field == null)) {
            value.problem("'" + text + "' does not fit: "
                    + (kind == Kind.COUNT ? "count takes an alias" : kind.yamlName() + " takes alias.field"));
            return null;
        }
        if (!isKnown(value, alias) || !checkBelow(value, alias, scope)) {
            return null;
        }
        FieldType type = field == null ? null : type(value, alias, field);
        if (type != null) {
            checkType(value, kind, alias + "." + field, type);
        }
        return new Mapping.Aggregate(kind, alias, field);
    }

    private static void checkType(YamlValue value, Kind kind, String path, FieldType type) {
        boolean adds = kind == Kind.SUM || kind == Kind.AVG;
        boolean orders = kind == Kind.MIN || kind == Kind.MAX;
        if (adds && !type.isNumber() || orders && !type.isOrdered()) {
            value.problem("'" + path + "' is of type " + type.yamlName() + "; " + kind.yamlName() + " takes "
                    + FieldType.namesOf(adds ? FieldType::isNumber : FieldType::isOrdered));
        }
    }

    /** Whether there is something to say about the alias at all: one whose join is broken has had its problem. */
    private boolean isKnown(YamlValue value, String alias) {
        if (!tree.knows(alias)) {
            value.problem("'" + alias + "' is no alias" + Nearest.hint(alias, tree.aliases()));
        }
        return tree.knows(alias) && !tree.isBroken(alias);
    }

    private boolean isReached(YamlValue value, String alias, Scope scope) {
        for (Scope at = scope; at != null; at = at.outer()) {
            if (tree.isOne(at.alias(), alias)) {
                return true;
            }
        }
        value.problem(
                tree.isBelow(scope.alias(), alias)
                        ? "'" + alias + "' is many documents; take each of them, or " + FIGURES
                        : "'" + alias + "' is not reached from '" + scope.alias() + "' by one joins");
        return false;
    }

    /** Whether the alias hangs from the scope with a {@code many} join between. */
    private boolean checkBelow(YamlValue value, String alias, Scope scope) {
        if (!tree.isBelow(scope.alias(), alias)) {
            value.problem("'" + alias + "' does not hang from '" + scope.alias() + "'");
            return false;
        }
        if (tree.isOne(scope.alias(), alias)) {
            value.problem("'" + alias + "' is one document; take its fields: " + alias + ".field");
            return false;
        }
        return true;
    }

    private @Nullable FieldType type(YamlValue value, String alias, String field) {
        String source = tree.source(alias);
        if (source == null) {
            return null;
        }
        if (catalog.lacks(source, field)) {
            value.problem(catalog.noField(source, field));
        }
        return catalog.type(source, field);
    }

    private boolean lacks(String alias, String field) {
        String source = tree.source(alias);
        return source != null && catalog.lacks(source, field);
    }
}

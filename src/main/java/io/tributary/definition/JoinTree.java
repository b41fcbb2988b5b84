package io.tributary.definition;

import io.tributary.definition.Join.Cardinality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The aliases of a view while it is read: what hangs from what. */
final class JoinTree {

    private final String base;
    private final Map<String, Join> joins = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();

    JoinTree(String base) {
        this.base = base;
    }

    void add(Join join) {
        joins.put(join.alias(), join);
    }

    /** An alias whose join could not be read: nothing is said about its uses. */
    void broken(String alias) {
        broken.add(alias);
    }

    boolean isBroken(String alias) {
        return broken.contains(alias);
    }

    boolean knows(String alias) {
        return alias.equals(base) || joins.containsKey(alias) || broken.contains(alias);
    }

    String base() {
        return base;
    }

    List<String> aliases() {
        List<String> aliases = new ArrayList<>(joins.keySet());
        aliases.add(0, base);
        return aliases;
    }

    List<Join> joins() {
        return List.copyOf(joins.values());
    }

    /** The projection or view behind an alias; null if its join is broken. */
    @Nullable
    String source(String alias) {
        Join join = joins.get(alias);
        return alias.equals(base) ? base : join == null ? null : join.source();
    }

    boolean isMany(String alias) {
        Join join = joins.get(alias);
        return join != null && join.cardinality() == Cardinality.MANY;
    }

    /** The alias that another hangs from, or null for the base. */
    @Nullable
    String above(String alias) {
        Join join = joins.get(alias);
        return join == null ? null : join.of();
    }

    /** Whether {@code below} is the scope itself or hangs from it by {@code one} joins only. */
    boolean isOne(String scope, String below) {
        String alias = below;
        while (alias != null && !alias.equals(scope)) {
            alias = isMany(alias) ? null : above(alias);
        }
        return alias != null;
    }

    /** Whether {@code below} hangs from the scope, by whatever joins. */
    boolean isBelow(String scope, String below) {
        String alias = above(below);
        while (alias != null && !alias.equals(scope)) {
            alias = above(alias);
        }
        return alias != null;
    }
}

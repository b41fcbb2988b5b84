package io.tributary.draft;

import io.tributary.definition.Definitions;
import io.tributary.runtime.AgentRoute;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts a single view: what hangs from a base projection, by foreign keys or by names. */
public final class ViewDraft {

    /** Joins below joins: deeper, views grow beyond what anybody reads. */
    private static final int DEEPEST = 3;

    private final Definitions definitions;
    private final List<Relation> relations;
    private final List<JoinDraft> joins = new ArrayList<>();
    private final Set<String> joined = new HashSet<>();
    private final Set<String> aliases = new HashSet<>();

    private ViewDraft(Definitions definitions, List<Relation> relations) {
        this.definitions = definitions;
        this.relations = relations;
    }

    /**
     * A join of the draft.
     *
     * @param of the alias that it hangs from
     * @param on the field above to the field of the joined projection
     */
    record JoinDraft(String alias, boolean many, String projection, String of, Map<String, String> on, String why) {}

    /**
     * The draft of a view.
     *
     * @param base the name of a projection
     * @param database whose foreign keys say what belongs together; null to go by the names of fields
     */
    public static Draft of(
            Definitions definitions, List<AgentRoute> agents, String base, String name, @Nullable Database database)
            throws SQLException {
        List<Relation> relations =
                new ArrayList<>(database == null ? List.of() : Relation.byForeignKeys(definitions, agents, database));
        for (Relation guess : Relation.byName(definitions)) {
            boolean known = relations.stream()
                    .anyMatch(relation -> relation.child().equals(guess.child())
                            && relation.parent().equals(guess.parent()));
            if (!known) {
                relations.add(guess);
            }
        }
        ViewDraft draft = new ViewDraft(definitions, relations);
        draft.joined.add(base);
        draft.below(base, base, true, 1);
        String yaml = new ViewYaml(definitions, base, name, draft.joins).text();
        String note = draft.joins.isEmpty()
                ? "nothing was found that belongs to " + base
                        + ": no field is called like a key, and no foreign key is known"
                : "take out what no reader needs: each join and each field costs work";
        return new Draft(Map.of("transformers/single-views/" + name + ".yaml", yaml), Map.of(), List.of(note));
    }

    /** All that belongs to a document, each projection once. Of a lookup only lookups are joined: who shares it has no part in the view. */
    private void below(String alias, String projection, boolean downwards, int level) {
        List<JoinDraft> found = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Relation relation : relations) {
            boolean up = relation.child().equals(projection) && !joined.contains(relation.parent());
            boolean down = downwards && relation.parent().equals(projection) && !joined.contains(relation.child());
            if (up) {
                found.add(one(alias, relation));
                taken.add(relation.parent());
            } else if (down) {
                Map<String, String> on = new LinkedHashMap<>();
                relation.on().forEach((child, parent) -> on.put(parent, child));
                String below = alias(relation.child());
                found.add(new JoinDraft(below, true, relation.child(), alias, on, relation.why()));
                taken.add(relation.child());
            }
        }
        joined.addAll(taken);
        joins.addAll(found);
        if (level < DEEPEST) {
            found.forEach(join -> below(join.alias(), join.projection(), join.many(), level + 1));
        }
    }

    /** Named after the field that refers to it where several do: {@code billingAddress} of {@code billingAddressId}. */
    private JoinDraft one(String alias, Relation relation) {
        long several = relations.stream()
                .filter(other ->
                        other.child().equals(relation.child()) && other.parent().equals(relation.parent()))
                .count();
        String field = relation.on().keySet().iterator().next();
        String stem = field.replaceFirst("(Id|Key|Code|No|Nr)$", "");
        String name = several > 1 && !stem.isEmpty() ? stem : DraftNames.singular(relation.parent());
        return new JoinDraft(alias(name), false, relation.parent(), alias, relation.on(), relation.why());
    }

    /** An alias that no other join, no projection that is the base, and no field of a base has. */
    private String alias(String wanted) {
        String alias = wanted;
        for (int n = 2; isTaken(alias); n++) {
            alias = wanted + n;
        }
        aliases.add(alias);
        return alias;
    }

    private boolean isTaken(String alias) {
        return aliases.contains(alias) || (definitions.projections().containsKey(alias) && joined.contains(alias));
    }
}

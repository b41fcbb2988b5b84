package io.tributary.explain;

import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.projection.Meta;
import io.tributary.view.ViewNode;
import io.tributary.view.ViewPlan;
import io.tributary.view.ViewQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An index that Tributary makes, and what it is for.
 *
 * @param path the indexed path
 * @param why one sentence for each use
 */
public record IndexReason(String path, List<String> why) {

    /** The indexes of a projection: derived from the joins of all views, and declared. */
    static List<IndexReason> of(Definitions definitions, Reach reach, String projection) {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        indexes.put("_id", new ArrayList<>(List.of("the key")));
        definitions.references(projection).forEach(field -> indexes.put(Meta.reference(field), new ArrayList<>()));
        reach.plans().values().forEach(plan -> {
            downwards(plan, projection, indexes);
            upwards(plan, projection, indexes);
        });
        indexes.forEach((path, why) -> {
            if (why.isEmpty()) {
                why.add("views join on the field and find it by others; a document that moves leads to where it was");
            }
        });
        indexes.put(Meta.path(Meta.DELETED_AT), List.of("removes tombstones when they are old enough"));
        declared(definitions.projection(projection), indexes);
        return indexes.entrySet().stream()
                .map(index -> new IndexReason(index.getKey(), List.copyOf(index.getValue())))
                .toList();
    }

    /** Those that the definition asks for, with the direction of each field where it runs downwards. */
    private static void declared(ProjectionDefinition projection, Map<String, List<String>> indexes) {
        projection
                .indexes()
                .forEach(index -> add(
                        indexes,
                        index.fields().stream()
                                .map(sort -> (sort.descending() ? "-" : "") + sort.field())
                                .collect(Collectors.joining(", ")),
                        "declared"));
        ProjectionDefinition.Expiry expiry = projection.expiry();
        if (expiry != null) {
            add(indexes, expiry.field(), "removes documents " + expiry.after() + " after it");
        }
    }

    private static void downwards(ViewPlan plan, String projection, Map<String, List<String>> indexes) {
        ViewQueries.reads(plan).stream()
                .filter(read -> read.source().equals(projection))
                .forEach(read -> add(
                        indexes,
                        read.path(),
                        read.alias().equals(plan.base().alias())
                                ? plan.view().name() + " reads its base by it"
                                : plan.view().name() + " joins " + read.alias() + " by it"));
    }

    private static void upwards(ViewPlan plan, String projection, Map<String, List<String>> indexes) {
        for (ViewNode node : plan.joined()) {
            ViewQueries.Hop hop = ViewQueries.wayBack(node).get(0);
            if (hop.source().equals(projection) && !hop.path().isEmpty()) {
                add(
                        indexes,
                        hop.path(),
                        "the way back from " + node.alias() + " of "
                                + plan.view().name());
            }
        }
    }

    private static void add(Map<String, List<String>> indexes, String path, String why) {
        indexes.computeIfAbsent(path, missing -> new ArrayList<>()).add(why);
    }
}

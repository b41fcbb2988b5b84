package io.tributary.explain;

import io.tributary.definition.Definitions;
import io.tributary.view.ViewNode;
import io.tributary.view.ViewPlan;
import io.tributary.view.ViewQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which views a change of a field of a projection reaches: those that read it, wherever it stands in them. */
final class Reach {

    private final Map<String, ViewPlan> plans = new LinkedHashMap<>();

    Reach(Definitions definitions) {
        Map<String, ViewPlan> all = ViewPlan.all(definitions);
        definitions.views().keySet().stream().filter(all::containsKey).forEach(name -> plans.put(name, all.get(name)));
    }

    Map<String, ViewPlan> plans() {
        return plans;
    }

    /** The nodes of a view that are documents of a projection: the base, or one for each alias. */
    static List<ViewNode> nodes(ViewPlan plan, String projection) {
        List<ViewNode> nodes = new ArrayList<>(plan.joined());
        nodes.add(0, plan.base());
        return nodes.stream()
                .filter(node -> node.source().name().equals(projection))
                .toList();
    }

    /** {@code customer_360 (through items, orders)}, one for each place in a view that reads the field. */
    List<String> of(String projection, String field) {
        List<String> reached = new ArrayList<>();
        plans.forEach((name, plan) -> {
            List<ViewNode> nodes = nodes(plan, projection);
            nodes.stream()
                    .filter(node -> node.fields().contains(field))
                    .forEach(node -> reached.add(name + place(node, nodes.size() > 1)));
        });
        return reached;
    }

    private static String place(ViewNode node, boolean oneOfSeveral) {
        List<String> above = new ArrayList<>();
        for (ViewQueries.Hop hop : ViewQueries.wayBack(node)) {
            above.add(hop.alias());
        }
        if (!above.isEmpty()) {
            above.remove(above.size() - 1);
        }
        String as = oneOfSeveral && node.parent() != null ? "as " + node.alias() : "";
        String through = above.isEmpty() ? "" : "through " + String.join(", ", above);
        String said = as.isEmpty() || through.isEmpty() ? as + through : as + ", " + through;
        return said.isEmpty() ? "" : " (" + said + ")";
    }
}

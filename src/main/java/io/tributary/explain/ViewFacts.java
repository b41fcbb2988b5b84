package io.tributary.explain;

import io.tributary.definition.Definitions;
import io.tributary.definition.Join;
import io.tributary.definition.Shape;
import io.tributary.definition.ViewDefinition;
import io.tributary.record.Names;
import io.tributary.runtime.Home;
import io.tributary.view.ViewNode;
import io.tributary.view.ViewPlan;
import io.tributary.view.ViewQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to know about a single view.
 *
 * @param settings what else its definition says, in its own words
 * @param reads the queries for a chunk of keys, in their order
 * @param document the form of its documents: types by field, documents and lists within
 */
public record ViewFacts(
        String name,
        String file,
        String base,
        String queue,
        String collection,
        String address,
        String settings,
        List<Joined> joins,
        List<ViewQueries.Read> reads,
        List<Way> wayBack,
        Map<String, Object> document) {

    private static final Set<String> SHOWN = Set.of("view", "base", "joins", "fields", "tests");
    private static final Set<String> SHOWN_OF_JOIN = Set.of("one", "many", "of", "on");

    /**
     * A join.
     *
     * @param of the alias that it hangs from
     * @param cardinality {@code one} or {@code many}
     * @param on what has to be equal, {@code nationId = nationId}: the field above first
     * @param settings what else its definition says, in its own words
     */
    public record Joined(String alias, String of, String cardinality, String source, String on, String settings) {}

    /** How a change of documents of an alias leads to the keys of the view: the steps, the base last. */
    public record Way(String alias, String source, List<ViewQueries.Hop> hops) {}

    /**
     * The facts of a view of a home.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ViewFacts of(Home home, Definitions definitions, Names names, String name) {
        ViewDefinition view = definitions.view(name);
        ViewPlan plan = new ViewPlan(view, definitions);
        Source source = Source.of(home, view.place().file());
        List<Joined> joins = new ArrayList<>();
        List<Way> ways = new ArrayList<>();
        for (ViewNode node : plan.joined()) {
            joins.add(joined(node, source.below("joins").below(node.alias())));
            ways.add(new Way(node.alias(), node.source().name(), ViewQueries.wayBack(node)));
        }
        return new ViewFacts(
                name,
                view.place().file(),
                view.base(),
                names.viewQueue(name),
                names.collection(name),
                Addresses.ofView(name, Addresses.key(view, definitions)),
                source.without(SHOWN),
                joins,
                ViewQueries.reads(plan),
                ways,
                document(Shape.of(view, definitions)));
    }

    private static Joined joined(ViewNode node, Source source) {
        Join join = node.join();
        String on = join.on().stream()
                .map(each -> each.parentField() + " = " + each.joinedField())
                .collect(Collectors.joining(", "));
        return new Joined(
                node.alias(),
                join.of(),
                join.cardinality().name().toLowerCase(Locale.ROOT),
                node.source().name(),
                on,
                source.without(SHOWN_OF_JOIN));
    }

    private static Map<String, Object> document(Shape.Obj shape) {
        Map<String, Object> document = new LinkedHashMap<>();
        shape.fields().forEach((name, field) -> document.put(name, form(field)));
        return document;
    }

    private static Object form(Shape shape) {
        if (shape instanceof Shape.Leaf leaf) {
            return leaf.type().yamlName();
        }
        return shape instanceof Shape.Arr list ? List.of(form(list.element())) : document((Shape.Obj) shape);
    }
}

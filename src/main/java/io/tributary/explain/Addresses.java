package io.tributary.explain;

import io.tributary.definition.Definitions;
import io.tributary.definition.ViewDefinition;
import java.util.List;
import java.util.stream.Collectors;

/** Where the read API has documents. */
final class Addresses {

    private Addresses() {}

    static String ofProjection(String name, List<String> key) {
        return "/projections/" + name + "/" + key(key);
    }

    static String ofView(String name, List<String> key) {
        return "/single-views/" + name + "/" + key(key);
    }

    /** The fields of the base that are the view's key. */
    static List<String> key(ViewDefinition view, Definitions definitions) {
        return view.key();
    }

    private static String key(List<String> parts) {
        return parts.stream().map(part -> "{" + part + "}").collect(Collectors.joining(","));
    }
}

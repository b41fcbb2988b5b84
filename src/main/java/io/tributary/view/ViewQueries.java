package io.tributary.view;

import io.tributary.projection.Meta;
import java.util.ArrayList;
import java.util.List;

/** The queries of a view, for people: those that read a chunk, and those of the way back. */
public final class ViewQueries {

    /**
     * One query, or as many as the values need, for a whole chunk of views.
     *
     * @param alias where in the view the documents stand
     * @param source the projection or view that they are from
     * @param path the indexed path of the {@code $in}
     * @param fields those that are read
     */
    public record Read(String alias, String source, String path, List<String> fields) {}

    /**
     * One step of the way back from a changed document to the base keys.
     *
     * @param alias the alias above, to which the step leads
     * @param source its projection or view
     * @param path the indexed path of the query; empty if none is needed, since the change says the keys
     */
    public record Hop(String alias, String source, String path) {}

    private ViewQueries() {}

    /** What reads a chunk, in the order of reading: the base, then each join once. */
    public static List<Read> reads(ViewPlan plan) {
        List<Read> reads = new ArrayList<>();
        reads.add(read(
                plan.base(), Lookup.of(plan.base().source(), plan.view().key()).path()));
        plan.joined()
                .forEach(node -> reads.add(
                        read(node, Lookup.of(node.source(), node.joinedFields()).path())));
        return reads;
    }

    private static Read read(ViewNode node, String path) {
        return new Read(node.alias(), node.source().name(), path, List.copyOf(node.fields()));
    }

    /** The steps from a changed document of a node up to the base; none for the base itself. */
    public static List<Hop> wayBack(ViewNode node) {
        List<Hop> hops = new ArrayList<>();
        ViewNode from = node;
        for (ViewNode parent = from.parent(); parent != null; parent = from.parent()) {
            hops.add(new Hop(parent.alias(), parent.source().name(), hopPath(from, parent)));
            from = parent;
        }
        return hops;
    }

    private static String hopPath(ViewNode node, ViewNode parent) {
        if (node.hangsFromKey()) {
            return parent.parent() == null && parent.viewKey().isEmpty() ? "" : "_id";
        }
        List<String> key = parent.source().key();
        boolean byId = key.size() == 1 && node.parentFields().contains(key.get(0));
        return byId ? "_id" : Meta.reference(node.parentFields().get(0));
    }
}

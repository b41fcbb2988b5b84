package io.tributary.view;

import java.util.List;
import java.util.function.Consumer;

/** Where the documents come from that views are made of. */
@FunctionalInterface
interface Finder {

    /**
     * Hands over the documents of a node's projection that have one of some values at a path that is indexed for it. It may hand over
     * others as well, and tombstones: who reads looks at the present values.
     *
     * @param in BSON values, not too many for a query
     */
    void find(ViewNode node, String path, List<Object> in, Consumer<Row> consumer);
}

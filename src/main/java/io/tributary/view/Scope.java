package io.tributary.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a mapping stands while a view is assembled: a document of a node, within the scopes around it. */
record Scope(
        Joined joined, ViewNode node, Row row, @Nullable Scope outer, ViewSize size) {

    Scope up(int levels) {
        Scope scope = this;
        for (int i = 0; i < levels && scope.outer != null; i++) {
            scope = scope.outer;
        }
        return scope;
    }

    /** The documents at the end of a path of joins, over all branches; not to be changed. */
    List<Row> below(List<ViewNode> path) {
        if (path.size() == 1) {
            List<Row> rows = joined.below(path.get(0), row);
            size.documents(rows.size());
            return rows;
        }
        List<Row> rows = List.of(row);
        for (ViewNode step : path) {
            List<Row> next = new ArrayList<>();
            for (Row above : rows) {
                next.addAll(joined.below(step, above));
            }
            size.documents(next.size());
            rows = next;
        }
        return rows;
    }
}

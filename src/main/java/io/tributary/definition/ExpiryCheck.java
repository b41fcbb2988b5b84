package io.tributary.definition;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No view is made of documents that expire: MongoDB removes them without telling anybody, and views would keep them for ever.
 */
final class ExpiryCheck {

    private ExpiryCheck() {}

    static void check(
            Map<String, ProjectionDefinition> projections, Collection<ViewDefinition> views, Problems problems) {
        for (ViewDefinition view : views) {
            check(projections.get(view.base()), view.place(), problems);
            view.joins().forEach(join -> check(projections.get(join.source()), join.place(), problems));
        }
    }

    private static void check(@Nullable ProjectionDefinition projection, Place place, Problems problems) {
        if (projection != null && projection.expiry() != null) {
            problems.report(
                    place,
                    "'" + projection.name()
                            + "' expires, which nobody is told, and the view would keep what is gone; let the source "
                            + "delete, or leave 'expire' out");
        }
    }
}

package io.tributary.view;

import io.tributary.definition.Condition;
import io.tributary.definition.Shape;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Whether a finished view fulfils what its definition asks of it. */
final class Validity {

    private final Condition condition;
    private final Shape shape;

    Validity(ViewPlan plan) {
        this.condition = plan.view().valid();
        this.shape = plan.shape(plan.view().fields());
    }

    /**
     * Checks a view.
     *
     * @throws ViewRefusedException if it does not; the message says what is not fulfilled
     */
    void check(Document view) {
        List<String> failures = condition.failures(path -> value(view, path));
        if (!failures.isEmpty()) {
            throw new ViewRefusedException(Refusal.Reason.INVALID, String.join("; ", failures));
        }
    }

    /** The value at a path through nested documents. */
    private @Nullable Object value(Document view, String path) {
        Object value = view;
        Shape at = shape;
        for (String name : path.split("\\.")) {
            Shape next = at instanceof Shape.Obj obj ? obj.field(name) : null;
            if (next == null || !(value instanceof Document document)) {
                return null;
            }
            value = document.get(name);
            at = next;
        }
        return OwnValues.java(at, value);
    }
}

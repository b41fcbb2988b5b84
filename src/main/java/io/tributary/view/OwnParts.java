package io.tributary.view;

import io.tributary.definition.ExpressionFailure;
import io.tributary.definition.FieldType;
import io.tributary.definition.Formula;
import io.tributary.definition.Mapping;
import io.tributary.definition.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a view that formulas and own functions make. Whatever one of them throws refuses this view and no other: a build that
 * failed as a whole would come back for ever.
 */
final class OwnParts {

    private final ViewPlan plan;

    OwnParts(ViewPlan plan) {
        this.plan = plan;
    }

    /** What is given to a formula or function: a part of the mapping, and what it makes. */
    private record Input(ViewAssembler.Part part, Shape shape) {

        @Nullable
        Object of(Scope scope) {
            return OwnValues.java(shape, part.of(scope));
        }
    }

    ViewAssembler.Part computed(Mapping.Computed mapping, Map<String, ViewAssembler.Part> parts) {
        Map<String, Input> inputs = inputs(mapping.inputs(), parts);
        Formula formula = mapping.formula();
        return scope -> made(
                mapping.path(),
                mapping.type(),
                scope,
                inner -> formula.evaluate(name -> {
                    Input input = inputs.get(name);
                    return input == null ? null : input.of(inner);
                }));
    }

    ViewAssembler.Part call(Mapping.Call mapping, Map<String, ViewAssembler.Part> parts) {
        Map<String, Input> inputs = inputs(mapping.inputs(), parts);
        ViewFunction function = plan.function(mapping.function());
        return scope -> made(mapping.path(), mapping.type(), scope, inner -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            inputs.forEach((name, input) -> values.put(name, input.of(inner)));
            return function.apply(values);
        });
    }

    private Map<String, Input> inputs(Map<String, Mapping> mappings, Map<String, ViewAssembler.Part> parts) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        parts.forEach((name, part) ->
                inputs.put(name, new Input(part, plan.shape(Objects.requireNonNull(mappings.get(name))))));
        return inputs;
    }

    /** What is given is no part of the view: it is counted apart. */
    private static @Nullable Object made(String path, FieldType type, Scope scope, ViewAssembler.Part maker) {
        Scope apart = new Scope(scope.joined(), scope.node(), scope.row(), scope.outer(), new ViewSize());
        try {
            Object value = maker.of(apart);
            if (apart.size().isOver()) {
                throw new ViewRefusedException(Refusal.Reason.TOO_LARGE, path + " is made of more than 16 MB");
            }
            return OwnValues.bson(type, value);
        } catch (ViewRefusedException e) {
            throw e;
        } catch (ExpressionFailure | IllegalArgumentException e) {
            throw failed(path, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw failed(path, String.valueOf(e));
        }
    }

    private static ViewRefusedException failed(String path, String message) {
        return new ViewRefusedException(Refusal.Reason.FAILED, path + ": " + message);
    }
}

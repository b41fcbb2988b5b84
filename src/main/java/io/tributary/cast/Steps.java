package io.tributary.cast;

import io.tributary.definition.BuiltIn;
import io.tributary.definition.CastStep;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the steps of a field's cast: built-in ones, and those of a home. */
final class Steps {

    private Steps() {}

    /**
     * The steps of a field, in order.
     *
     * @throws IllegalArgumentException if one names a function, language or key that is not there
     */
    static Step[] of(FieldDefinition field, Map<String, CastFunction> own) {
        List<Step> steps = new ArrayList<>();
        field.cast().forEach(step -> steps.add(of(step, field.notation(), own)));
        return steps.toArray(Step[]::new);
    }

    private static Step of(CastStep step, Notation notation, Map<String, CastFunction> own) {
        CastFunction function = own.get(step.name());
        BuiltIn builtIn = BuiltIn.of(step.name());
        if (function instanceof CastFactory factory) {
            return factory(factory, step, builtIn);
        }
        if (function != null) {
            return new OwnStep(function, notation.trim());
        }
        if (builtIn == null || builtIn == BuiltIn.HMAC) {
            throw new IllegalArgumentException(step.place() + ": there is no cast function '" + step.name() + "'");
        }
        return builtIn(builtIn, step, notation);
    }

    private static Step factory(CastFactory factory, CastStep step, @Nullable BuiltIn builtIn) {
        try {
            if (builtIn == BuiltIn.HMAC) {
                CastFunction keyed = factory.of(step.text("key", ""));
                return TextStep.of(keyed::cast);
            }
            return new OwnStep(factory.of(step.text(CastStep.EXPRESSION, "")), true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(step.place() + ": " + e.getMessage(), e);
        }
    }

    private static Step builtIn(BuiltIn builtIn, CastStep step, Notation notation) {
        return switch (builtIn) {
            case TRIM,
                    UPPER,
                    LOWER,
                    CAPITALIZE,
                    COLLAPSE_BLANKS,
                    PAD_LEFT,
                    PAD_RIGHT,
                    UNPAD_LEFT,
                    UNPAD_RIGHT,
                    REPLACE,
                    EXTRACT,
                    SUBSTRING,
                    NULL_IF,
                    SHA256,
                    MASK -> TextSteps.of(builtIn, step);
            case CODES -> TextStep.of(new CodesStep(step));
            case SPLIT -> StructureSteps.split(step.text("on", ""));
            case JOIN -> StructureSteps.join(step.text("with", ""));
            case JSON -> StructureSteps::json;
            case AMOUNT -> TextStep.of(Amounts::undressed);
            case PERCENT -> value -> Amounts.percent(value, new DecimalCast(notation.decimal(), notation.grouping()));
            case IDENTITY -> value -> value;
            case HMAC -> throw new IllegalStateException("hmac has a key from outside");
            default -> step.flag("exact") ? FastDataExact.of(builtIn) : FastData.of(builtIn, notation);
        };
    }
}

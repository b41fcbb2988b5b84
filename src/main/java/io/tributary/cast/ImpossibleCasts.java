package io.tributary.cast;

import io.tributary.definition.BuiltIn;
import io.tributary.definition.CastStep;
import io.tributary.definition.Definitions;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds casts that cannot succeed, whatever a record holds: a last step that makes what the field's type never takes, and codes whose
 * meaning it does not take. Codes are tried with the very cast that records go through.
 */
public final class ImpossibleCasts {

    /** What no code table has as a code: it takes the way of every other one. */
    private static final String NO_CODE = "\uFFFDno such code";

    private static final Set<FieldType> TEXT = EnumSet.of(FieldType.STRING);

    /** The types that can take what a step leaves, of those steps that leave something particular. */
    private static final Map<BuiltIn, Set<FieldType>> TAKEN = new EnumMap<>(Map.of(
            BuiltIn.SPLIT, EnumSet.of(FieldType.ARRAY),
            BuiltIn.MASK, TEXT,
            BuiltIn.SHA256, EnumSet.of(FieldType.STRING, FieldType.BINARY),
            BuiltIn.HMAC, EnumSet.of(FieldType.STRING, FieldType.BINARY),
            BuiltIn.CAST_STRING_TO_BOOLEAN, EnumSet.of(FieldType.BOOLEAN, FieldType.STRING),
            BuiltIn.CAST_TO_OBJECT, EnumSet.of(FieldType.OBJECT, FieldType.POINT),
            BuiltIn.CAST_TO_ARRAY_OF_OBJECT, EnumSet.of(FieldType.ARRAY)));

    /** Steps that leave an array an array, since they see its parts one by one. */
    private static final Set<BuiltIn> PART_BY_PART = EnumSet.of(
            BuiltIn.TRIM,
            BuiltIn.UPPER,
            BuiltIn.LOWER,
            BuiltIn.CAPITALIZE,
            BuiltIn.COLLAPSE_BLANKS,
            BuiltIn.PAD_LEFT,
            BuiltIn.PAD_RIGHT,
            BuiltIn.UNPAD_LEFT,
            BuiltIn.UNPAD_RIGHT,
            BuiltIn.REPLACE,
            BuiltIn.SUBSTRING);

    private ImpossibleCasts() {}

    /** What is wrong, each with the place of its step. */
    public static List<Problem> of(Definitions definitions, Map<String, CastFunction> own) {
        List<Problem> problems = new ArrayList<>();
        definitions.projections().values().forEach(projection -> projection
                .fields()
                .forEach(field -> check(field, own, problems)));
        return problems;
    }

    private static void check(FieldDefinition field, Map<String, CastFunction> own, List<Problem> problems) {
        CastStep decisive = decisive(field.cast(), own);
        BuiltIn builtIn = decisive == null ? null : BuiltIn.of(decisive.name());
        Set<FieldType> taken = builtIn == null ? null : TAKEN.get(builtIn);
        if (decisive != null && taken != null && !taken.contains(field.type())) {
            problems.add(new Problem(
                    decisive.place(),
                    "what '" + decisive.name() + "' makes can never be of the type "
                            + field.type().yamlName() + ", but "
                            + String.join(
                                    " or ",
                                    taken.stream().map(FieldType::yamlName).toList())));
            return;
        }
        for (int i = 0; i < field.cast().size(); i++) {
            CastStep step = field.cast().get(i);
            if (BuiltIn.of(step.name()) == BuiltIn.CODES && !own.containsKey(step.name())) {
                codes(step, new FieldCast(from(field, i), own), problems);
            }
        }
    }

    /** The last step that is not passed through part by part; null if an own one comes last. */
    private static @Nullable CastStep decisive(List<CastStep> steps, Map<String, CastFunction> own) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            BuiltIn builtIn = own.containsKey(steps.get(i).name())
                    ? null
                    : BuiltIn.of(steps.get(i).name());
            if (builtIn == null || !PART_BY_PART.contains(builtIn)) {
                return builtIn == null ? null : steps.get(i);
            }
        }
        return null;
    }

    private static void codes(CastStep step, FieldCast cast, List<Problem> problems) {
        step.map("table").keySet().forEach(code -> meaning(step, "the code '" + code + "'", code, cast, problems));
        if (step.has("otherwise")) {
            meaning(step, "otherwise", NO_CODE, cast, problems);
        }
    }

    private static void meaning(CastStep step, String what, Object code, FieldCast cast, List<Problem> problems) {
        try {
            cast.cast(code);
        } catch (CastFailure e) {
            problems.add(new Problem(step.place(), what + " can never be cast: " + e.getMessage()));
        }
    }

    /** The field as it is from one of its steps on. */
    private static FieldDefinition from(FieldDefinition field, int step) {
        return new FieldDefinition(
                field.name(),
                field.from(),
                null,
                field.type(),
                field.required(),
                field.notation(),
                field.cast().subList(step, field.cast().size()),
                field.limits(),
                field.otherwise(),
                field.onInvalid(),
                field.place());
    }
}

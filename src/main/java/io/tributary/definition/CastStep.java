package io.tributary.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a field's cast.
 *
 * @param name of a {@link BuiltIn}, of an own cast function, or of an expression language
 * @param options of a built-in by name, in the class of their {@link Form}: String, Integer, Boolean, List or Map; of an expression
 *     its text as {@link #EXPRESSION}
 */
public record CastStep(String name, Map<String, Object> options, Place place) {

    /** The option that holds an expression's text. */
    public static final String EXPRESSION = "";

    public CastStep {
        options = Map.copyOf(options);
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    public String text(String option, String otherwise) {
        return options.getOrDefault(option, otherwise) instanceof String text ? text : otherwise;
    }

    public @Nullable String text(String option) {
        return options.get(option) instanceof String text ? text : null;
    }

    public int count(String option, int otherwise) {
        return options.get(option) instanceof Integer count ? count : otherwise;
    }

    public boolean flag(String option) {
        return Boolean.TRUE.equals(options.get(option));
    }

    public List<?> list(String option) {
        return options.get(option) instanceof List<?> list ? list : List.of();
    }

    public Map<?, ?> map(String option) {
        return options.get(option) instanceof Map<?, ?> map ? map : Map.of();
    }
}

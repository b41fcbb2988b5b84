package io.tributary.definition;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of a view that are made of others: templates, expressions, and what own functions make. */
final class ComputedReader {

    private final MappingReader mappings;
    private final PathReader paths;
    private final Collection<String> functions;

    ComputedReader(MappingReader mappings, PathReader paths, Collection<String> functions) {
        this.mappings = mappings;
        this.paths = paths;
        this.functions = functions;
    }

    /** The mapping of that form, or null if it cannot be read. */
    @Nullable
    Mapping read(String form, YamlValue value, YamlMap map, Scope scope) {
        int before = value.problems().count();
        String text = value.text();
        YamlValue with = map.get("with");
        Map<String, YamlValue> given = with == null ? null : with.map();
        Map<String, Mapping> inputs = with(given == null ? Map.of() : given, scope);
        FieldType type = form.equals("template") ? FieldType.STRING : type(map);
        if (text == null) {
            return null;
        }
        String path = map.place().path();
        if (form.equals("function")) {
            String name = map.oneOf("function", "function", functions);
            return name == null || type == null ? null : new Mapping.Call(name, type, inputs, path);
        }
        Formula formula = formula(form, text, value);
        if (formula == null) {
            return null;
        }
        inputs(formula, inputs, given == null ? Map.of() : given, value, scope);
        return type == null || value.problems().count() > before
                ? null
                : new Mapping.Computed(formula, type, inputs, path);
    }

    private static @Nullable Formula formula(String form, String text, YamlValue value) {
        try {
            return form.equals("template") ? Template.compile(text) : Expression.compile(text);
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Adds the names of the formula that are paths; a name that nothing reads is a mistake. */
    private void inputs(
            Formula formula, Map<String, Mapping> inputs, Map<String, YamlValue> given, YamlValue value, Scope scope) {
        given.forEach((name, entry) -> {
            if (!formula.names().contains(name)) {
                entry.problem("'" + name + "' is not read" + Nearest.hint(name, formula.names()));
            }
        });
        for (String name : formula.names()) {
            if (!given.containsKey(name)) {
                Mapping field = paths.field(name, value, scope);
                if (field != null) {
                    inputs.put(name, field);
                }
            }
        }
    }

    private Map<String, Mapping> with(Map<String, YamlValue> given, Scope scope) {
        Map<String, Mapping> inputs = new LinkedHashMap<>();
        given.forEach((name, entry) -> {
            Mapping mapping = mappings.mapping(entry, scope);
            if (mapping != null) {
                inputs.put(name, mapping);
            }
        });
        return inputs;
    }

    private static @Nullable FieldType type(YamlMap map) {
        map.required("type");
        String name = map.oneOf("type", "type", FieldType.yamlNames());
        return name == null ? null : FieldType.ofYamlName(name);
    }
}

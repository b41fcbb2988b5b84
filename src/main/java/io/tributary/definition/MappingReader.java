package io.tributary.definition;

import io.tributary.definition.Mapping.Aggregate.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a view's document is made of. */
final class MappingReader {

    /** The keys that only go with others, and with which. */
    private static final Map<String, List<String>> COMPANIONS = Map.of(
            "value", List.of("each"),
            "with", List.of("template", "expression", "function"),
            "type", List.of("expression", "function"));

    /** Every other key: a mapping has one of them. */
    private static final List<String> FORMS = Vocabulary.MAPPING.names().stream()
            .filter(name -> !COMPANIONS.containsKey(name))
            .toList();

    private final NameRules names;
    private final PathReader paths;
    private final ComputedReader computed;

    MappingReader(NameRules names, PathReader paths, Collection<String> functions) {
        this.names = names;
        this.paths = paths;
        this.computed = new ComputedReader(this, paths, functions);
    }

    /** A document; what is wrong in it is reported and left out. */
    Mapping.Fields fields(YamlValue value, Scope scope) {
        Map<String, YamlValue> entries = value.map();
        Map<String, Mapping> fields = new LinkedHashMap<>();
        if (entries != null && entries.isEmpty()) {
            value.problem("a document needs at least one field");
        }
        if (entries != null) {
            entries.forEach((name, entry) -> {
                names.field(name, entry.place());
                Mapping mapping = mapping(entry, scope);
                if (mapping != null) {
                    fields.put(name, mapping);
                }
            });
        }
        return new Mapping.Fields(fields);
    }

    @Nullable
    Mapping mapping(YamlValue value, Scope scope) {
        if (!value.isMap()) {
            return paths.field(value, scope);
        }
        YamlMap map = value.map(Vocabulary.MAPPING);
        if (map == null) {
            return null;
        }
        YamlValue each = map.get("each");
        if (each != null) {
            return each(each, map, scope);
        }
        List<String> forms =
                map.entries().keySet().stream().filter(FORMS::contains).toList();
        YamlValue only = forms.size() == 1 ? map.get(forms.get(0)) : null;
        if (only == null) {
            value.problem("has to have exactly one of " + String.join(", ", FORMS));
            return null;
        }
        String form = forms.get(0);
        checkCompanions(form, map);
        return switch (form) {
            case "fields" -> fields(only, scope);
            case "constant" -> constant(only);
            case "template", "expression", "function" -> computed.read(form, only, map, scope);
            default -> paths.aggregate(only, kind(form), scope);
        };
    }

    private static void checkCompanions(String form, YamlMap map) {
        map.entries().forEach((name, value) -> {
            List<String> with = COMPANIONS.get(name);
            if (with != null && !with.contains(form)) {
                value.problem("does not go with " + form + ", but with " + String.join(", ", with));
            }
        });
    }

    private @Nullable Mapping each(YamlValue each, YamlMap map, Scope scope) {
        YamlValue fields = map.get("fields");
        YamlValue value = map.get("value");
        long keys = map.entries().keySet().stream()
                .filter(Vocabulary.MAPPING.names()::contains)
                .count();
        if (keys != 2 || (fields == null) == (value == null)) {
            map.problems().report(map.place(), "each goes with exactly one of fields and value");
            return null;
        }
        String alias = paths.each(each, scope);
        if (alias == null) {
            return null;
        }
        Scope inner = new Scope(alias, scope);
        Mapping element = fields != null ? fields(fields, inner) : value == null ? null : mapping(value, inner);
        return element == null ? null : new Mapping.Each(alias, element);
    }

    private static Mapping.@Nullable Constant constant(YamlValue value) {
        if (value.isNull()) {
            value.problem("a constant is a text, a number, a boolean, or a list or map of them");
            return null;
        }
        Object constant = value.json();
        return constant == null ? null : new Mapping.Constant(constant);
    }

    private static Kind kind(String name) {
        return Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }
}

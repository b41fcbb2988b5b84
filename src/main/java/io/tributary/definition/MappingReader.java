package io.tributary.definition;

import io.tributary.definition.Mapping.Aggregate.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a view's document is made of. */
final class MappingReader {

    /** Every key but the one that only goes with another. */
    private static final List<String> FORMS = Vocabulary.MAPPING.names().stream()
            .filter(name -> !name.equals("value"))
            .toList();

    private final NameRules names;
    private final PathReader paths;

    MappingReader(NameRules names, PathReader paths) {
        this.names = names;
        this.paths = paths;
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

    private @Nullable Mapping mapping(YamlValue value, Scope scope) {
        if (!value.isMap()) {
            return paths.field(value, scope);
        }
        YamlMap map = value.map(Vocabulary.MAPPING);
        if (map == null) {
            return null;
        }
        List<String> forms = map.entries().keySet().stream()
                .filter(Vocabulary.MAPPING.names()::contains)
                .toList();
        YamlValue each = map.get("each");
        if (each != null) {
            return each(each, map, forms, scope);
        }
        YamlValue only = forms.size() == 1 ? map.get(forms.get(0)) : null;
        if (only == null || !FORMS.contains(forms.get(0))) {
            value.problem("has to have exactly one of " + String.join(", ", FORMS));
            return null;
        }
        return switch (forms.get(0)) {
            case "fields" -> fields(only, scope);
            case "constant" -> constant(only);
            default -> paths.aggregate(only, kind(forms.get(0)), scope);
        };
    }

    private @Nullable Mapping each(YamlValue each, YamlMap map, List<String> forms, Scope scope) {
        YamlValue fields = map.get("fields");
        YamlValue value = map.get("value");
        if (forms.size() != 2 || (fields == null) == (value == null)) {
            map.problems().report(map.place(), "each goes with exactly one of fields and value");
            return null;
        }
        String alias = paths.each(each, scope);
        if (alias == null) {
            return null;
        }
        Scope inner = new Scope(alias, scope);
        Mapping element = fields != null ? fields(fields, inner) : value == null ? null : paths.field(value, inner);
        return element == null ? null : new Mapping.Each(alias, element);
    }

    private static Mapping.@Nullable Constant constant(YamlValue value) {
        if (!value.isScalar()) {
            value.problem("a constant is a text, a number or a boolean");
            return null;
        }
        Object constant = value.json();
        return constant == null ? null : new Mapping.Constant(constant);
    }

    private static Kind kind(String name) {
        return Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }
}

package io.tributary.definition;

import io.tributary.definition.Vocabulary.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the options of a built-in step by their forms. */
final class OptionReader {

    private OptionReader() {}

    /** The options by name; what is wrong is reported and left out. */
    static Map<String, Object> read(BuiltIn step, YamlValue value) {
        List<Key> keys = step.options();
        if (keys.isEmpty()) {
            value.problem("'" + step.stepName() + "' has no options");
            return Map.of();
        }
        List<String> names = keys.stream().map(Key::name).toList();
        YamlMap map = value.isMap()
                ? value.map(names)
                : new YamlMap(value.place(), Map.of(names.get(0), value), value.problems());
        Map<String, Object> options = new LinkedHashMap<>();
        if (map == null) {
            return options;
        }
        for (Key key : keys) {
            YamlValue option = key.required() ? map.required(key.name()) : map.get(key.name());
            Object read = option == null ? null : option(key.form(), option);
            if (read != null) {
                options.put(key.name(), read);
            }
        }
        return options;
    }

    private static @Nullable Object option(Form form, YamlValue value) {
        if (form instanceof Form.Flag) {
            return value.bool(false);
        }
        if (form instanceof Form.Count) {
            return count(value);
        }
        if (form instanceof Form.Scalar) {
            return scalar(value);
        }
        if (form instanceof Form.MapOf) {
            return table(value);
        }
        return form instanceof Form.Text ? value.text() : texts(value);
    }

    static @Nullable Integer count(YamlValue value) {
        String text = value.text();
        if (text != null && !text.matches("[0-9]{1,6}")) {
            value.problem("'" + text + "' is no count: a whole number, 0 or more, of at most six digits");
            return null;
        }
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable Object scalar(YamlValue value) {
        if (!value.isScalar()) {
            value.problem("is to be a text, a number or a boolean");
            return null;
        }
        return value.json();
    }

    private static @Nullable Map<String, Object> table(YamlValue value) {
        Map<String, YamlValue> entries = value.map();
        Map<String, Object> table = new LinkedHashMap<>();
        if (entries != null) {
            entries.forEach((name, entry) -> {
                Object read = scalar(entry);
                if (read != null) {
                    table.put(name, read);
                }
            });
        }
        return entries == null ? null : table;
    }

    private static List<String> texts(YamlValue value) {
        List<String> texts = new ArrayList<>();
        value.oneOrMore().forEach(each -> {
            String text = each.text();
            if (text != null) {
                texts.add(text);
            }
        });
        return texts;
    }
}

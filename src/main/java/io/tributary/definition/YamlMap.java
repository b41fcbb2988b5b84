package io.tributary.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a map with fixed keys. */
record YamlMap(Place place, Map<String, YamlValue> entries, Problems problems) {

    boolean has(String key) {
        return entries.containsKey(key);
    }

    @Nullable
    YamlValue get(String key) {
        return entries.get(key);
    }

    /** The place of a key, or of the map if it is not there. */
    Place placeOf(String key) {
        YamlValue value = entries.get(key);
        return value == null ? place : value.place();
    }

    /** The value of a key that has to be there; reports its absence. */
    @Nullable
    YamlValue required(String key) {
        YamlValue value = entries.get(key);
        if (value == null) {
            problems.report(place, "the key '" + key + "' is missing");
        }
        return value;
    }

    /** The text of a key that has to be there. */
    @Nullable
    String requiredText(String key) {
        YamlValue value = required(key);
        return value == null ? null : value.text();
    }

    /** The text of a key, or null if it is not there. */
    @Nullable
    String text(String key) {
        YamlValue value = entries.get(key);
        return value == null ? null : value.text();
    }

    boolean bool(String key, boolean otherwise) {
        YamlValue value = entries.get(key);
        return value == null ? otherwise : value.bool(otherwise);
    }

    /** The texts of a list or of a single text. */
    List<String> texts(String key, List<String> otherwise) {
        YamlValue value = entries.get(key);
        if (value == null) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        for (YamlValue each : value.oneOrMore()) {
            String text = each.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** The text of a key, if it is one of the names; reports what it might have been. */
    @Nullable
    String oneOf(String key, String what, Collection<String> names) {
        YamlValue value = entries.get(key);
        String text = value == null ? null : value.text();
        if (value == null || text == null || names.contains(text)) {
            return text;
        }
        value.problem("'" + text + "' is no " + what + Nearest.hint(text, names));
        return null;
    }
}

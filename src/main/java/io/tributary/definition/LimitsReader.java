package io.tributary.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the values of a field have to keep to, and its default, in the field's type. */
final class LimitsReader {

    private final FieldType type;
    private final YamlMap options;

    LimitsReader(FieldType type, YamlMap options) {
        this.type = type;
        this.options = options;
    }

    Limits read() {
        Object min = value(options.get("min"));
        Object max = value(options.get("max"));
        if (min != null && max != null && compare(min, max) > 0) {
            options.problems().report(options.placeOf("min"), "min is greater than max");
        }
        Integer minLength = count("minLength");
        Integer maxLength = count("maxLength");
        if (minLength != null && maxLength != null && minLength > maxLength) {
            options.problems().report(options.placeOf("minLength"), "minLength is greater than maxLength");
        }
        return new Limits(
                pattern(options.get("pattern")), min, max, values(options.get("oneOf")), minLength, maxLength);
    }

    /** The value for records that have none. */
    @Nullable
    Object otherwise() {
        YamlValue value = options.get("default");
        if (value == null || !type.isStructure() || type == FieldType.POINT) {
            return value(value);
        }
        Object json = value.json();
        if (json != null && !type.javaType().isInstance(json)) {
            value.problem("is no " + type.yamlName());
            return null;
        }
        return json;
    }

    @SuppressWarnings("unchecked") // Both are of the field's type.
    static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private List<Object> values(@Nullable YamlValue list) {
        List<Object> values = new ArrayList<>();
        for (YamlValue each : list == null ? List.<YamlValue>of() : list.list()) {
            Object value = value(each);
            if (value != null) {
                values.add(value);
            }
        }
        if (list != null && list.isList() && list.list().isEmpty()) {
            list.problem("needs at least one value");
        }
        return values;
    }

    private @Nullable Object value(@Nullable YamlValue value) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        try {
            return type.parse(text);
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Integer count(String key) {
        YamlValue value = options.get(key);
        return value == null ? null : OptionReader.count(value);
    }

    private static @Nullable String pattern(@Nullable YamlValue value) {
        String pattern = value == null ? null : value.text();
        if (value != null && pattern != null) {
            try {
                TextPattern.compile(pattern);
            } catch (IllegalArgumentException e) {
                value.problem(String.valueOf(e.getMessage()));
                return null;
            }
        }
        return pattern;
    }
}

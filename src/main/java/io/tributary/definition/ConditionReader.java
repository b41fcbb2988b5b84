package io.tributary.definition;

import io.tributary.definition.Condition.Bound.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads conditions; every value in them is one of its field's type. */
final class ConditionReader {

    private static final String ANY_OF = "anyOf";

    private final Fields fields;

    /** What conditions may be about. */
    interface Fields {

        /** What has the fields, for messages: the name of a projection or of a view. */
        String owner();

        Collection<String> names();

        /** The type of one of the names; null if it could not be read: then nothing is said about its values. */
        @Nullable
        FieldType type(String name);
    }

    /** The fields of a projection or view as conditions see them; {@code source} has to be known to the catalog. */
    static Fields of(String source, Catalog catalog) {
        return new Fields() {
            @Override
            public String owner() {
                return source;
            }

            @Override
            public Collection<String> names() {
                return catalog.fields(source);
            }

            @Override
            public @Nullable FieldType type(String name) {
                return catalog.type(source, name);
            }
        };
    }

    ConditionReader(Fields fields) {
        this.fields = fields;
    }

    /** The condition; what is wrong in it is reported and left out. */
    Condition read(YamlValue value) {
        Map<String, YamlValue> entries = value.map();
        List<Condition> conditions = new ArrayList<>();
        if (entries != null && entries.isEmpty()) {
            value.problem("a condition names at least one field");
        }
        if (entries != null) {
            entries.forEach((name, entry) -> {
                if (name.equals(ANY_OF)) {
                    conditions.add(anyOf(entry));
                } else if (isKnown(name, entry)) {
                    FieldType type = fields.type(name);
                    if (type != null) {
                        field(name, type, entry, conditions);
                    }
                }
            });
        }
        return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
    }

    private Condition anyOf(YamlValue value) {
        List<YamlValue> elements = value.list();
        if (value.isList() && elements.isEmpty()) {
            value.problem("anyOf takes a list of conditions");
        }
        return new Condition.Any(elements.stream().map(this::read).toList());
    }

    private boolean isKnown(String name, YamlValue entry) {
        // Of what could not be read at all nothing is known.
        boolean known = fields.names().isEmpty() || fields.names().contains(name);
        if (!known) {
            entry.problem("'" + name + "' is no field of " + fields.owner() + Nearest.hint(name, fields.names()));
        }
        return known;
    }

    private static void field(String name, FieldType type, YamlValue value, List<Condition> conditions) {
        if (!value.isMap()) {
            conditions.add(new Condition.Among(name, true, constants(type, value)));
            return;
        }
        YamlMap map = value.map(Vocabulary.CONDITION);
        if (map == null) {
            return;
        }
        if (map.entries().isEmpty()) {
            value.problem("has to have one of " + String.join(", ", Vocabulary.CONDITION.names()));
        }
        map.entries().forEach((key, entry) -> {
            Condition condition =
                    switch (key) {
                        case "not" -> new Condition.Among(name, false, constants(type, entry));
                        case "exists" -> new Condition.Exists(name, entry.bool(true));
                        case "matches" -> matches(name, type, entry);
                        case "min", "max", "above", "below" ->
                            bound(name, type, Side.valueOf(key.toUpperCase(Locale.ROOT)), entry);
                        default -> null;
                    };
            if (condition != null) {
                conditions.add(condition);
            }
        });
    }

    private static List<Object> constants(FieldType type, YamlValue value) {
        List<Object> constants = new ArrayList<>();
        if (type == FieldType.OBJECT || type == FieldType.ARRAY) {
            value.problem("a field of type " + type.yamlName() + " can only be asked whether it exists");
            return constants;
        }
        List<YamlValue> elements = value.oneOrMore();
        for (YamlValue each : elements) {
            Object constant = constant(type, each);
            if (constant != null) {
                constants.add(constant);
            }
        }
        if (value.isList() && elements.isEmpty()) {
            value.problem("needs at least one value");
        }
        return constants;
    }

    private static @Nullable Object constant(FieldType type, YamlValue value) {
        if (value.isNull()) {
            value.problem("a missing value equals nothing; write { exists: false }");
            return null;
        }
        String text = value.text();
        if (text == null) {
            return null;
        }
        try {
            return type.parse(text);
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Condition bound(String name, FieldType type, Side side, YamlValue value) {
        if (!type.isOrdered()) {
            value.problem("'" + name + "' is of type " + type.yamlName() + ", which has no order");
            return null;
        }
        Object bound = constant(type, value);
        return bound == null ? null : new Condition.Bound(name, side, bound);
    }

    private static @Nullable Condition matches(String name, FieldType type, YamlValue value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        if (type != FieldType.STRING) {
            value.problem("'" + name + "' is of type " + type.yamlName() + "; matches is for string");
            return null;
        }
        try {
            return new Condition.Matches(name, TextPattern.compile(text));
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }
}

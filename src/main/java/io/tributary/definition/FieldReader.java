package io.tributary.definition;

import io.tributary.definition.FieldDefinition.OnInvalid;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one field of a projection: {@code name: string}, or {@code name: { from: NAME, type: string }}. */
final class FieldReader {

    /** The options that only some types have. */
    private static final Map<String, Set<FieldType>> FITS = Map.ofEntries(
            Map.entry("format", types(NotationReader::hasFormat)),
            Map.entry("zone", EnumSet.of(FieldType.TIMESTAMP)),
            Map.entry("locale", EnumSet.of(FieldType.DATE, FieldType.TIMESTAMP, FieldType.TIME)),
            Map.entry("decimal", EnumSet.of(FieldType.DECIMAL, FieldType.DOUBLE, FieldType.POINT)),
            Map.entry("grouping", types(FieldType::isNumber)),
            Map.entry("true", EnumSet.of(FieldType.BOOLEAN)),
            Map.entry("false", EnumSet.of(FieldType.BOOLEAN)),
            Map.entry("elements", EnumSet.of(FieldType.ARRAY)),
            Map.entry("pattern", EnumSet.of(FieldType.STRING)),
            Map.entry("min", types(FieldType::isOrdered)),
            Map.entry("max", types(FieldType::isOrdered)),
            Map.entry("oneOf", types(FieldType::canBeKey)),
            Map.entry("minLength", EnumSet.of(FieldType.STRING, FieldType.ARRAY, FieldType.BINARY)),
            Map.entry("maxLength", EnumSet.of(FieldType.STRING, FieldType.ARRAY, FieldType.BINARY)));

    /** Those that say how values are written: of an array they are for its elements. */
    private static final Set<String> WRITTEN =
            Set.of("format", "zone", "locale", "decimal", "grouping", "true", "false");

    private final CastReader casts;
    private final NameRules names;
    private final Catalog catalog;

    FieldReader(OwnCasts casts, NameRules names, Catalog catalog) {
        this.casts = new CastReader(casts);
        this.names = names;
        this.catalog = catalog;
    }

    /**
     * The field; one whose type is wrong counts as text and is known to the catalog as untyped.
     *
     * @param identifies whether it is part of the key or is the version
     */
    FieldDefinition read(String name, YamlValue value, boolean identifies) {
        names.field(name, value.place());
        YamlMap options = value.isScalar()
                ? new YamlMap(value.place(), Map.of("type", value), value.problems())
                : value.map(Vocabulary.FIELD);
        if (options == null) {
            options = new YamlMap(value.place(), Map.of(), value.problems());
        } else {
            options.required("type");
        }
        String typeName = options.oneOf("type", "type", FieldType.yamlNames());
        FieldType type = typeName == null ? FieldType.STRING : FieldType.ofYamlName(typeName);
        FieldDefinition field = field(name, type, options, typeName != null, identifies);
        if (typeName == null) {
            catalog.untyped(field);
        } else {
            checkOptions(type, field.notation(), options);
            NotationReader.check(type, field.notation(), options);
        }
        checkMissing(field, options, identifies);
        return field;
    }

    private FieldDefinition field(String name, FieldType type, YamlMap options, boolean typed, boolean identifies) {
        Formula formula = formula(options);
        String from = options.text("from");
        LimitsReader limits = new LimitsReader(type, typed ? fitting(type, options) : empty(options));
        return new FieldDefinition(
                name,
                formula != null ? formula.text() : from == null ? name : from,
                formula,
                type,
                options.bool("required", false) || identifies,
                NotationReader.read(options),
                casts.read(options.get("cast")),
                limits.read(),
                limits.otherwise(),
                onInvalid(options),
                options.bool("omit", false),
                options.place());
    }

    private static @Nullable Formula formula(YamlMap options) {
        long sources =
                Stream.of("from", "expression", "template").filter(options::has).count();
        if (sources > 1) {
            options.problems().report(options.place(), "a field has at most one of from, expression and template");
        }
        Formula expression = compiled(options.get("expression"), Expression::compile);
        Formula template = compiled(options.get("template"), Template::compile);
        return expression == null ? template : expression;
    }

    private static @Nullable Formula compiled(@Nullable YamlValue value, Function<String, Formula> compiler) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        try {
            return compiler.apply(text);
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static OnInvalid onInvalid(YamlMap options) {
        YamlValue value = options.get("onInvalid");
        if (value != null && value.says("null")) {
            return OnInvalid.NULL; // For YAML that is nothing.
        }
        String word = options.oneOf("onInvalid", "way to treat an invalid value", List.of("reject", "null", "default"));
        return word == null ? OnInvalid.REJECT : OnInvalid.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What would let a record pass without a value that it has to have, or with one that it does not have. */
    private static void checkMissing(FieldDefinition field, YamlMap options, boolean identifies) {
        if (identifies && options.has("default")) {
            options.problems()
                    .report(options.placeOf("default"), "key and version have no default: the record has to say them");
        }
        if (field.onInvalid() == OnInvalid.DEFAULT && !options.has("default")) {
            options.problems().report(options.placeOf("onInvalid"), "there is no default; the key 'default' names it");
        }
        if (identifies && field.onInvalid() != OnInvalid.REJECT) {
            options.problems().report(options.placeOf("onInvalid"), "key and version can only reject");
        } else if (field.required() && field.onInvalid() == OnInvalid.NULL) {
            options.problems().report(options.placeOf("onInvalid"), "a required field cannot have no value");
        }
    }

    private static void checkOptions(FieldType type, Notation notation, YamlMap options) {
        options.entries().forEach((key, value) -> {
            Set<FieldType> types = FITS.get(key);
            if (types != null && !types.contains(written(type, notation, key))) {
                value.problem("has no meaning for the type " + type.yamlName() + "; it is for " + list(types));
            }
        });
    }

    private static FieldType written(FieldType type, Notation notation, String key) {
        FieldType elements = type == FieldType.ARRAY && WRITTEN.contains(key) ? notation.elements() : null;
        return elements == null ? type : elements;
    }

    /** The options without those that the type has not, which are reported once. */
    private static YamlMap fitting(FieldType type, YamlMap options) {
        Map<String, YamlValue> fitting = options.entries().entrySet().stream()
                .filter(entry -> FITS.getOrDefault(entry.getKey(), Set.of(type)).contains(type))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new YamlMap(options.place(), fitting, options.problems());
    }

    private static YamlMap empty(YamlMap options) {
        return new YamlMap(options.place(), Map.of(), options.problems());
    }

    private static Set<FieldType> types(Predicate<FieldType> holds) {
        return Stream.of(FieldType.values())
                .filter(holds)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FieldType.class)));
    }

    private static String list(Set<FieldType> types) {
        List<String> names = types.stream().sorted().map(FieldType::yamlName).toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}

package io.tributary.definition;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one field of a projection: {@code name: string}, or {@code name: { from: NAME, type: string }}. */
final class FieldReader {

    /** The options that only some types have. */
    private static final Map<String, Set<FieldType>> FITS = Map.of(
            "format", Set.of(FieldType.DATE, FieldType.TIMESTAMP),
            "zone", Set.of(FieldType.TIMESTAMP),
            "decimal", Set.of(FieldType.DECIMAL, FieldType.DOUBLE),
            "true", Set.of(FieldType.BOOLEAN),
            "false", Set.of(FieldType.BOOLEAN));

    private final Collection<String> casts;
    private final NameRules names;
    private final Catalog catalog;

    FieldReader(Collection<String> casts, NameRules names, Catalog catalog) {
        this.casts = casts;
        this.names = names;
        this.catalog = catalog;
    }

    /** The field; one whose type is wrong counts as text and is known to the catalog as untyped. */
    FieldDefinition read(String name, YamlValue value, boolean required) {
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
        FieldDefinition field = field(name, type, options, required);
        if (typeName == null) {
            catalog.untyped(field);
        } else {
            checkOptions(type, options);
            checkWords(field, options);
        }
        return field;
    }

    private FieldDefinition field(String name, FieldType type, YamlMap options, boolean required) {
        String from = options.text("from");
        return new FieldDefinition(
                name,
                from == null ? name : from,
                type,
                options.bool("required", false) || required,
                options.text("format"),
                zone(options.get("zone")),
                decimalSeparator(options),
                options.bool("trim", true),
                options.texts("true", List.of("true")),
                options.texts("false", List.of("false")),
                options.oneOf("cast", "cast", casts),
                options.place());
    }

    private static void checkOptions(FieldType type, YamlMap options) {
        options.entries().forEach((key, value) -> {
            Set<FieldType> types = FITS.get(key);
            if (types != null && !types.contains(type)) {
                value.problem("has no meaning for the type " + type.yamlName() + "; it is for " + list(types));
            }
        });
        YamlValue format = options.get("format");
        String pattern = format == null || !fits("format", type) ? null : format.text();
        if (format == null || pattern == null) {
            return;
        }
        try {
            DatePattern.compile(type, pattern);
        } catch (IllegalArgumentException e) {
            format.problem(String.valueOf(e.getMessage()));
        }
    }

    private static void checkWords(FieldDefinition field, YamlMap options) {
        List<String> words = new ArrayList<>();
        field.falseWords().forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        for (String word : field.trueWords()) {
            if (words.contains(word.toLowerCase(Locale.ROOT))) {
                options.problems().report(options.place(), "'" + word + "' cannot mean both true and false");
            }
        }
    }

    private static char decimalSeparator(YamlMap options) {
        return ",".equals(options.oneOf("decimal", "decimal separator", List.of(".", ","))) ? ',' : '.';
    }

    private static @Nullable ZoneId zone(@Nullable YamlValue value) {
        String zone = value == null ? null : value.text();
        if (value == null || zone == null) {
            return null;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            String nearest = Nearest.of(
                    zone, ZoneId.getAvailableZoneIds().stream().sorted().toList());
            value.problem("'" + zone + "' is no time zone"
                    + (nearest == null ? "; one is Europe/Rome" : "; did you mean '" + nearest + "'?"));
            return null;
        }
    }

    private static boolean fits(String option, FieldType type) {
        return FITS.getOrDefault(option, Set.of()).contains(type);
    }

    private static String list(Set<FieldType> types) {
        return String.join(
                " and ", types.stream().sorted().map(FieldType::yamlName).toList());
    }
}

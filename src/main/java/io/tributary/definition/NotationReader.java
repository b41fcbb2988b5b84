package io.tributary.definition;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads how the values of a field are written, and checks that against its type. */
final class NotationReader {

    private NotationReader() {}

    static Notation read(YamlMap options) {
        String elements = options.oneOf("elements", "type", FieldType.yamlNames());
        String grouping = options.oneOf("grouping", "grouping", List.of(".", ",", " ", "'", "_"));
        return new Notation(
                options.texts("format", List.of()),
                zone(options.get("zone")),
                locale(options.get("locale")),
                ",".equals(options.oneOf("decimal", "decimal separator", List.of(".", ","))) ? ',' : '.',
                grouping == null || grouping.isEmpty() ? null : grouping.charAt(0),
                options.bool("trim", true),
                options.texts("true", List.of("true")),
                options.texts("false", List.of("false")),
                elements == null ? null : FieldType.ofYamlName(elements));
    }

    /** Whether what is written fits the type. */
    static void check(FieldType type, Notation notation, YamlMap options) {
        FieldType written = type == FieldType.ARRAY && notation.elements() != null ? notation.elements() : type;
        YamlValue format = options.get("format");
        for (YamlValue each : format == null || !hasFormat(written) ? List.<YamlValue>of() : format.oneOrMore()) {
            checkFormat(written, notation, each);
        }
        checkWords(notation, options);
        YamlValue grouping = options.get("grouping");
        boolean decimals = written == FieldType.DECIMAL || written == FieldType.DOUBLE;
        if (grouping != null
                && decimals
                && Character.valueOf(notation.decimal()).equals(notation.grouping())) {
            grouping.problem("'" + notation.grouping() + "' cannot be both the decimal separator and the grouping");
        }
        YamlValue elements = options.get("elements");
        if (elements != null && notation.elements() == FieldType.ARRAY) {
            elements.problem("an array's elements cannot be arrays; leave elements out");
        }
    }

    static boolean hasFormat(FieldType type) {
        return type == FieldType.DATE
                || type == FieldType.TIMESTAMP
                || type == FieldType.TIME
                || type == FieldType.BINARY;
    }

    private static void checkFormat(FieldType type, Notation notation, YamlValue format) {
        String pattern = format.quietText();
        if (pattern == null) {
            return;
        }
        if (type == FieldType.BINARY) {
            List<String> names = List.of("base64", "hex");
            if (!names.contains(pattern)) {
                format.problem("'" + pattern + "' is no format of a binary" + Nearest.hint(pattern, names));
            }
            return;
        }
        if (type == FieldType.TIMESTAMP && EpochFormat.of(pattern) != null) {
            return;
        }
        String nearest = type == FieldType.TIMESTAMP && pattern.startsWith("epoch")
                ? Nearest.of(pattern, EpochFormat.names())
                : null;
        try {
            DatePattern.compile(type, pattern, notation.locale());
        } catch (IllegalArgumentException e) {
            format.problem(
                    nearest == null
                            ? String.valueOf(e.getMessage())
                            : "'" + pattern + "' is no pattern; did you mean '" + nearest + "'?");
        }
    }

    private static void checkWords(Notation notation, YamlMap options) {
        List<String> words = new ArrayList<>();
        notation.falseWords().forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        for (String word : notation.trueWords()) {
            if (words.contains(word.toLowerCase(Locale.ROOT))) {
                options.problems().report(options.place(), "'" + word + "' cannot mean both true and false");
            }
        }
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

    private static @Nullable Locale locale(@Nullable YamlValue value) {
        String tag = value == null ? null : value.text();
        if (value == null || tag == null) {
            return null;
        }
        Locale locale = Locale.forLanguageTag(tag);
        if (!Arrays.asList(Locale.getAvailableLocales()).contains(locale) || tag.isEmpty()) {
            value.problem("'" + tag + "' is no locale; some are it, de-CH, en-US");
            return null;
        }
        return locale;
    }
}

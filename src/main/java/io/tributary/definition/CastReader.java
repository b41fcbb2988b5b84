package io.tributary.definition;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code cast:}, one step or a list of them: a name, or a map of a name to its options. */
final class CastReader {

    private static final Pattern GROUP = Pattern.compile("\\$([0-9]+)");

    private final OwnCasts own;

    CastReader(OwnCasts own) {
        this.own = own;
    }

    List<CastStep> read(@Nullable YamlValue value) {
        List<CastStep> steps = new ArrayList<>();
        for (YamlValue each : value == null ? List.<YamlValue>of() : value.oneOrMore()) {
            CastStep step = each.isMap() ? withOptions(each) : named(each);
            if (step != null) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    private @Nullable CastStep named(YamlValue value) {
        String name = value.text();
        if (name == null || isOwn(name)) {
            return name == null ? null : new CastStep(name, Map.of(), value.place());
        }
        BuiltIn step = BuiltIn.of(name);
        if (step == null) {
            value.problem(own.languages().contains(name) ? needsExpression(name) : noCast(name));
            return null;
        }
        for (Vocabulary.Key option : step.options()) {
            if (option.required() || step == BuiltIn.REPLACE) {
                String key = step.options().get(0).name();
                value.problem("'" + name + "' needs options: { " + name + ": { " + key + ": ... } }");
                return null;
            }
        }
        return new CastStep(name, Map.of(), value.place());
    }

    private @Nullable CastStep withOptions(YamlValue value) {
        Map<String, YamlValue> entries = value.map();
        if (entries == null || entries.size() != 1) {
            value.problem("a step is a name, or a map of one name to its options; several steps are a list");
            return null;
        }
        String name = entries.keySet().iterator().next();
        YamlValue options = entries.values().iterator().next();
        if (own.languages().contains(name)) {
            return expression(name, options);
        }
        BuiltIn step = isOwn(name) ? null : BuiltIn.of(name);
        if (step == null) {
            options.problem(
                    isOwn(name) ? "'" + name + "' is a function of your own, which takes no options" : noCast(name));
            return null;
        }
        int before = options.problems().count();
        CastStep read = new CastStep(name, OptionReader.read(step, options), options.place());
        if (options.problems().count() == before) {
            check(step, read, options);
        }
        return read;
    }

    /** A home's function goes before a built-in step of its name, which may have come later; but for the one that has a key. */
    private boolean isOwn(String name) {
        return own.functions().contains(name) && BuiltIn.of(name) != BuiltIn.HMAC;
    }

    private @Nullable CastStep expression(String language, YamlValue value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        try {
            own.check(language, text);
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
        }
        return new CastStep(language, Map.of(CastStep.EXPRESSION, text), value.place());
    }

    private static void check(BuiltIn step, CastStep read, YamlValue options) {
        for (String option : List.of("with", "of")) {
            boolean one = step != BuiltIn.REPLACE && step != BuiltIn.JOIN;
            String text = read.text(option);
            if (one && text != null && text.codePointCount(0, text.length()) != 1) {
                options.problem("'" + text + "' is not one character, as " + option + " needs it");
            }
        }
        switch (step) {
            case REPLACE -> checkReplace(read, options);
            case EXTRACT -> checkGroups(read, options, read.count("group", 0));
            case SPLIT -> checkNotEmpty(read, "on", options);
            case SUBSTRING -> {
                if (read.has("to") && read.count("to", 0) <= read.count("from", 0)) {
                    options.problem("to is not behind from");
                }
            }
            default -> {}
        }
    }

    private static void checkReplace(CastStep read, YamlValue options) {
        if (read.has("pattern") == read.has("text")) {
            options.problem("replace has exactly one of pattern and text");
            return;
        }
        int greatest = 0;
        var groups = GROUP.matcher(read.text("with", ""));
        while (read.has("pattern") && groups.find()) {
            greatest = Math.max(greatest, Integer.parseInt(groups.group(1).substring(0, 1)));
        }
        if (read.has("pattern")) {
            checkGroups(read, options, greatest);
        } else {
            checkNotEmpty(read, "text", options);
        }
    }

    private static void checkGroups(CastStep read, YamlValue options, int greatest) {
        checkNotEmpty(read, "pattern", options);
        try {
            int groups = TextPattern.compile(read.text("pattern", "")).groupCount();
            if (greatest > groups) {
                options.problem("there is no group " + greatest + "; the pattern has " + groups);
            }
        } catch (IllegalArgumentException e) {
            options.problem(String.valueOf(e.getMessage()));
        }
    }

    private static void checkNotEmpty(CastStep read, String option, YamlValue options) {
        if (read.text(option, "").isEmpty()) {
            options.problem(option + " is empty");
        }
    }

    private static String needsExpression(String language) {
        return "'" + language + "' needs an expression: { " + language + ": \"...\" }";
    }

    private String noCast(String name) {
        TreeSet<String> names = new TreeSet<>(own.functions());
        names.addAll(own.languages());
        if (Nearest.of(name, names) == null) {
            names.addAll(BuiltIn.names());
        }
        return "'" + name + "' is no cast" + Nearest.hint(name, names);
    }
}

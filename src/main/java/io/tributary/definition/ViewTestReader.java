package io.tributary.definition;

import io.tributary.definition.ViewDefinition.ViewTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the tests that stand in a single view. The documents in them are checked as the projections would. */
final class ViewTestReader {

    private final Catalog catalog;
    private final ViewDefinition view;
    private final String base;

    /** A reader of one view's tests. */
    ViewTestReader(Catalog catalog, ViewDefinition view) {
        this.catalog = catalog;
        this.view = view;
        this.base = view.base();
    }

    List<ViewTest> read(@Nullable YamlValue value) {
        List<ViewTest> tests = new ArrayList<>();
        Set<String> testNames = new HashSet<>();
        for (YamlValue element : value == null ? List.<YamlValue>of() : value.list()) {
            YamlMap map = element.map(Vocabulary.VIEW_TEST);
            ViewTest test = map == null ? null : test(map);
            if (test != null) {
                tests.add(test);
                if (!testNames.add(test.name())) {
                    element.problem("another test has the name '" + test.name() + "'");
                }
            }
        }
        return List.copyOf(tests);
    }

    private @Nullable ViewTest test(YamlMap map) {
        String name = map.requiredText("name");
        YamlValue given = map.required("given");
        long outcomes =
                Stream.of("expect", "absent", "refused").filter(map::has).count();
        if (outcomes != 1) {
            map.problems().report(map.place(), "a test has exactly one of expect, absent and refused");
        }
        YamlValue absent = map.get("absent");
        if (absent != null && !absent.bool(true)) {
            absent.problem("can only be true; write expect for what there is");
        }
        Map<String, List<Map<String, Object>>> documents = given == null ? Map.of() : given(given);
        List<Object> key = key(map, documents.getOrDefault(base, List.of()));
        YamlValue expect = map.get("expect");
        Map<String, @Nullable Object> expected = expect == null ? null : expect.jsonMap();
        String refused = map.text("refused");
        return name == null || key == null ? null : new ViewTest(name, documents, key, expected, refused, map.place());
    }

    private Map<String, List<Map<String, Object>>> given(YamlValue given) {
        Map<String, List<Map<String, Object>>> documents = new LinkedHashMap<>();
        Map<String, YamlValue> entries = given.map();
        if (entries != null) {
            entries.forEach((source, rows) -> {
                if (view.sources().contains(source)) {
                    documents.put(
                            source,
                            rows.list().stream()
                                    .map(row -> document(source, row))
                                    .toList());
                } else {
                    rows.problem("'" + source + "' is nothing that this view is made of"
                            + Nearest.hint(source, view.sources()));
                }
            });
        }
        return documents;
    }

    private Map<String, Object> document(String source, YamlValue row) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, YamlValue> entries = row.map();
        if (entries == null) {
            return document;
        }
        entries.forEach((field, value) -> {
            if (catalog.lacks(source, field)) {
                value.problem("'" + field + "' is no field of " + source + Nearest.hint(field, catalog.fields(source)));
            }
            FieldType type = catalog.type(source, field);
            Object typed = type == null || value.isNull() ? null : typed(type, value);
            if (typed != null) {
                document.put(field, typed);
            }
        });
        for (String part : catalog.key(source)) {
            if (!entries.containsKey(part)) {
                row.problem("the key '" + part + "' is missing");
            }
        }
        return document;
    }

    private static @Nullable Object typed(FieldType type, YamlValue value) {
        if (type == FieldType.OBJECT || type == FieldType.ARRAY) {
            return value.json();
        }
        String text = value.text();
        try {
            return text == null ? null : type.parse(text);
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The key of the view: as given, or that of the only base document. */
    private @Nullable List<Object> key(YamlMap map, List<Map<String, Object>> bases) {
        List<String> fields = view.key();
        List<Object> key = new ArrayList<>();
        YamlValue value = map.get("key");
        if (value == null && bases.size() != 1) {
            map.problems()
                    .report(
                            map.place(),
                            "the key 'key' is missing: there are " + bases.size() + " documents of " + base);
            return null;
        }
        if (value == null
                && !view.key().equals(catalog.key(base))
                && !bases.get(0).keySet().containsAll(fields)) {
            map.problems().report(map.place(), "the key 'key' is missing: the document of " + base + " has none");
            return null;
        }
        if (value == null) {
            fields.forEach(field -> key.add(bases.get(0).getOrDefault(field, "")));
            return key;
        }
        List<YamlValue> parts = value.oneOrMore();
        for (int i = 0; i < Math.min(parts.size(), fields.size()); i++) {
            FieldType type = catalog.type(base, fields.get(i));
            Object part = type == null ? null : typed(type, parts.get(i));
            if (part != null) {
                key.add(part);
            }
        }
        if (parts.size() != fields.size()) {
            value.problem("the key of " + view.name() + " is " + String.join(", ", fields));
        }
        return key.size() == fields.size() ? key : null;
    }
}

package io.tributary.definition;

import io.tributary.definition.ProjectionDefinition.ProjectionTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the tests that stand in a projection. */
final class TestReader {

    private final List<String> fields;
    private final List<String> key;

    TestReader(List<FieldDefinition> fields, List<String> key) {
        this.fields = fields.stream()
                .filter(field -> !field.omit())
                .map(FieldDefinition::name)
                .toList();
        // Without a key, which is said already, any field may be it.
        this.key = key.isEmpty() ? this.fields : key;
    }

    List<ProjectionTest> read(@Nullable YamlValue value) {
        List<ProjectionTest> tests = new ArrayList<>();
        Set<String> testNames = new HashSet<>();
        for (YamlValue element : value == null ? List.<YamlValue>of() : value.list()) {
            YamlMap map = element.map(Vocabulary.PROJECTION_TEST);
            ProjectionTest test = map == null ? null : test(map);
            if (test != null) {
                tests.add(test);
                if (!testNames.add(test.name())) {
                    element.problem("another test has the name '" + test.name() + "'");
                }
            }
        }
        return List.copyOf(tests);
    }

    private @Nullable ProjectionTest test(YamlMap map) {
        String name = map.requiredText("name");
        YamlValue given = map.required("given");
        long outcomes = Stream.of("expect", "delete", "reject").filter(map::has).count();
        if (outcomes != 1) {
            map.problems().report(map.place(), "a test has exactly one of expect, delete and reject");
        }
        Map<String, @Nullable Object> columns = given == null ? null : given.jsonMap();
        Map<String, @Nullable Object> expect = document(map.get("expect"), fields);
        Map<String, @Nullable Object> delete = document(map.get("delete"), key);
        String reject = map.text("reject");
        return name == null || columns == null
                ? null
                : new ProjectionTest(name, columns, expect, delete, reject, map.place());
    }

    private static @Nullable Map<String, @Nullable Object> document(@Nullable YamlValue value, List<String> allowed) {
        Map<String, YamlValue> entries = value == null ? null : value.map();
        if (value == null || entries == null) {
            return null;
        }
        entries.forEach((name, entry) -> {
            if (!allowed.contains(name)) {
                entry.problem("'" + name + "' is no field" + Nearest.hint(name, allowed));
            }
        });
        return YamlValue.jsonOf(entries);
    }
}

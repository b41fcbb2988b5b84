package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cast.DefinitionTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/definitions.md lists every key and type that there is, and its examples are right. */
class DefinitionsReferenceTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void every_key_has_a_line_and_no_line_is_of_a_key_that_is_gone() throws IOException {
        assertThat(keys("Projection")).isEqualTo(ProjectionReader.KEYS);
        assertThat(keys("Field"))
                .isEqualTo(Stream.concat(FieldReader.KEYS.stream(), FieldType.yamlNames().stream())
                        .toList());
        assertThat(keys("Single view")).isEqualTo(ViewReader.KEYS);
        assertThat(keys("Join")).isEqualTo(JoinReader.KEYS);
        assertThat(keys("Mapping")).containsExactlyInAnyOrderElementsOf(MappingReader.KEYS);
    }

    @Test
    void the_examples_are_right_and_pass_their_tests() throws Exception {
        List<DefinitionFile> projections = new ArrayList<>();
        for (String name : List.of("orders", "items", "parts")) {
            String file = "transformers/projections/" + name + ".yaml";
            projections.add(new DefinitionFile(file, Files.readString(Path.of(file))));
        }
        List<DefinitionFile> views = new ArrayList<>();
        for (String example : examples()) {
            boolean view = example.startsWith("view:");
            String name = example.lines().findFirst().orElseThrow().replaceFirst(".*: ", "");
            (view ? views : projections).add(new DefinitionFile("docs/" + name + ".yaml", example));
        }
        assertThat(views).hasSize(1);
        Definitions definitions = new DefinitionReader(Set.of()).read(projections, views);
        assertThat(DefinitionTests.run(definitions, Map.of())).allMatch(result -> result.passed());
    }

    private static List<String> keys(String section) throws IOException {
        String text = page().split("(?m)^## " + section + "$")[1].split("(?m)^## ")[0];
        return KEY.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(page()).results().map(match -> match.group(1)).toList();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/reference/definitions.md"));
    }
}

package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cast.DefinitionTests;
import io.tributary.docs.GeneratedPage;
import io.tributary.view.ViewTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reference/definitions.md lists every key and type that there is, and its examples are right. */
class DefinitionsReferenceTest {

    private static final Path PAGE = Path.of("docs/reference/definitions.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void every_key_has_a_line_and_no_line_is_of_a_key_that_is_gone() throws IOException {
        String page = page();
        for (Vocabulary section : Vocabulary.values()) {
            String begin = "<!-- begin: " + section.title() + " -->\n";
            int from = page.indexOf(begin) + begin.length();
            int to = page.indexOf("<!-- end: " + section.title() + " -->", from);
            assertThat(to).as("the page has a place for: %s", section.title()).isPositive();
            page = page.substring(0, from) + section.table() + page.substring(to);
        }
        GeneratedPage.check(PAGE, page, getClass());
    }

    @Test
    void every_type_has_a_line() throws IOException {
        String types = page().split("\\| type \\| stored as \\|")[1].split("(?m)^## ")[0];
        assertThat(KEY.matcher(types).results().map(match -> match.group(1)))
                .containsExactlyElementsOf(FieldType.yamlNames());
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
        assertThat(views).hasSize(2);
        Definitions definitions = new DefinitionReader(Set.of()).read(projections, views);
        assertThat(DefinitionTests.run(definitions, Map.of())).allMatch(result -> result.passed());
        assertThat(ViewTests.run(definitions, Map.of()))
                .hasSizeGreaterThan(1)
                .allSatisfy(result -> assertThat(result.difference()).isEmpty());
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(page()).results().map(match -> match.group(1)).toList();
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }
}

package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.definition.BuiltIn;
import io.tributary.definition.ExpressionFunctions;
import io.tributary.definition.FieldType;
import io.tributary.definition.Vocabulary;
import io.tributary.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/reference/casts.md has every type and step with its examples, which {@link CastExamplesTest} runs. */
class CastsReferenceTest {

    private static final Path PAGE = Path.of("docs/reference/casts.md");
    private static final Pattern FUNCTION = Pattern.compile("^\\| `([a-z]+)\\(", Pattern.MULTILINE);

    @Test
    void every_type_and_step_stands_in_the_page_with_its_examples() throws IOException {
        Map<String, List<CastExamples.Row>> examples = CastExamples.read();
        String page = Files.readString(PAGE);
        StringBuilder types = new StringBuilder();
        for (String type : FieldType.yamlNames()) {
            types.append("### ")
                    .append(type)
                    .append("\n\n")
                    .append(table(examples.get(type)))
                    .append("\n");
        }
        StringBuilder steps = new StringBuilder();
        for (BuiltIn step : BuiltIn.values()) {
            steps.append("### ")
                    .append(step.stepName())
                    .append("\n\n")
                    .append(step.meaning())
                    .append("\n\n");
            steps.append(options(step))
                    .append(table(examples.get(step.stepName())))
                    .append("\n");
        }
        page = replaced(page, "types", types.toString());
        page = replaced(page, "steps", steps.toString());
        for (String section : List.of("expression", "template", "limits", "missing and invalid")) {
            page = replaced(page, section, table(examples.get(section)));
        }
        GeneratedPage.check(PAGE, page, getClass());
    }

    @Test
    void every_function_of_expressions_has_a_line() throws IOException {
        assertThat(FUNCTION.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)))
                .containsExactlyElementsOf(ExpressionFunctions.names());
    }

    private static String options(BuiltIn step) {
        if (step.options().isEmpty()) {
            return "";
        }
        return step.options().stream().map(CastsReferenceTest::option).collect(Collectors.joining("\n", "", "\n\n"));
    }

    private static String option(Vocabulary.Key option) {
        return "- `" + option.name() + "`: " + option.meaning() + (option.required() ? " Required." : "");
    }

    private static String table(List<CastExamples.Row> rows) {
        StringBuilder table = new StringBuilder("| field | given | becomes |\n|---|---|---|\n");
        String last = "";
        for (CastExamples.Row row : rows) {
            table.append("| ").append(row.field().equals(last) ? "" : code(row.field()));
            table.append(" | ").append(code(row.given()));
            table.append(" | ").append(becomes(row.becomes())).append(" |\n");
            last = row.field();
        }
        return table.toString();
    }

    private static String becomes(String text) {
        if (text.equals("no value")) {
            return text;
        }
        return text.startsWith("rejected: ") ? "rejected: " + code(text.substring(10)) : code(text);
    }

    private static String code(String text) {
        String fence = text.contains("`") ? "``" : "`";
        return fence + GeneratedPage.cell(text) + fence;
    }

    private static String replaced(String page, String block, String text) {
        String begin = "<!-- begin: " + block + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end: " + block + " -->", from);
        assertThat(to).as("the page has a place for: %s", block).isPositive();
        return page.substring(0, from) + text.stripTrailing() + "\n" + page.substring(to);
    }
}

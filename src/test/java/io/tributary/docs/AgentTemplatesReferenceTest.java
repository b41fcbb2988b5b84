package io.tributary.docs;

import static io.tributary.docs.GeneratedPage.cell;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/agent-templates.md is made from agents/templates. */
class AgentTemplatesReferenceTest {

    @Test
    void the_page_says_what_is_declared() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Agent templates

                An agent is one file in `agents/` that names a template and gives its parameters:

                ```yaml
                - templatedRoute:
                    routeTemplateRef: csv-agent
                    routeId: crm-customers
                    parameters:
                      - name: name
                        value: "crm-customers"
                      - name: topic
                        value: "crm.customer"
                      - name: directory
                        value: "{{crm.dir}}"
                ```

                """);
        for (Path file : files()) {
            for (JsonNode each : new YAMLMapper().readTree(Files.readString(file))) {
                template(page, each.path("routeTemplate"), file);
            }
        }
        GeneratedPage.check(
                Path.of("docs/reference/agent-templates.md"),
                page.toString().stripTrailing() + "\n",
                AgentTemplatesReferenceTest.class);
    }

    private static void template(StringBuilder page, JsonNode template, Path file) {
        page.append("## ").append(template.path("id").asText()).append("\n\n");
        page.append(template.path("description").asText()).append("\n\n");
        page.append("| parameter | default | meaning |\n|---|---|---|\n");
        for (JsonNode parameter : template.path("parameters")) {
            String description = parameter.path("description").asText();
            assertThat(description)
                    .as("%s: description of %s", file, parameter.path("name"))
                    .isNotEmpty();
            page.append("| `").append(parameter.path("name").asText()).append("` | ");
            page.append(defaultOf(parameter))
                    .append(" | ")
                    .append(cell(description))
                    .append(" |\n");
        }
        page.append("\n");
    }

    private static String defaultOf(JsonNode parameter) {
        if (parameter.has("defaultValue")) {
            return "`" + cell(parameter.path("defaultValue").asText()) + "`";
        }
        return parameter.path("required").asBoolean(true) ? "**required**" : "none";
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("agents/templates"))) {
            return files.sorted().toList();
        }
    }
}

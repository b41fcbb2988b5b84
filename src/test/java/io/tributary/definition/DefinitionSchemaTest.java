package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tributary.docs.GeneratedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON Schemas say of every definition that is right that it is right, and find what an editor can find. */
class DefinitionSchemaTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Path> definitions() throws IOException {
        List<Path> found = Stream.of("transformers", "src/test/resources/homes")
                .map(Path::of)
                .flatMap(DefinitionSchemaTest::files)
                .filter(file -> file.toString().matches(".*(projections|single-views)/[^/]+[.]yaml"))
                .toList();
        assertThat(found).hasSizeGreaterThan(10);
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void every_definition_of_ours_is_right(Path file) throws IOException {
        Vocabulary kind = file.getParent().endsWith("projections") ? Vocabulary.PROJECTION : Vocabulary.VIEW;
        assertThat(mistakes(kind, Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { projection: a, topic: a.b, key: id, fields: { id: { type: lng } } }    | $.fields.id
            { projection: a, topic: a.b, key: id, feilds: { id: long } }             | feilds
            { projection: a, topic: a.b, fields: { id: long } }                      | key
            { projection: a, topic: a.b, key: id, write: append, fields: {id: long}} | $.write
            """)
    void a_mistake_in_a_projection_is_found(String definition, String named) {
        assertThat(mistakes(Vocabulary.PROJECTION, definition))
                .anySatisfy(mistake -> assertThat(mistake).contains(named));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { view: a, base: b, fields: { id: id }, joins: { c: { may: d, on: { x: y } } } } | may
            { view: a, base: b, fields: { id: id }, joins: { c: { many: d } } }              | on
            { view: a, base: b, fields: { id: { eech: c } } }                                | eech
            """)
    void a_mistake_in_a_view_is_found(String definition, String named) {
        assertThat(mistakes(Vocabulary.VIEW, definition))
                .anySatisfy(mistake -> assertThat(mistake).contains(named));
    }

    @Test
    void the_shipped_schemas_are_those_of_the_code() throws IOException {
        Path folder = Path.of("docs/reference/schemas");
        GeneratedPage.check(
                folder.resolve("projection.schema.json"), DefinitionSchema.of(Vocabulary.PROJECTION), getClass());
        GeneratedPage.check(
                folder.resolve("single-view.schema.json"), DefinitionSchema.of(Vocabulary.VIEW), getClass());
    }

    private static List<String> mistakes(Vocabulary kind, String definition) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(DefinitionSchema.of(kind));
        JsonNode node = MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(definition));
        return schema.validate(node).stream().map(ValidationMessage::getMessage).toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

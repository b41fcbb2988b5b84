package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.definition.FieldType;
import io.tributary.definition.Shape;
import io.tributary.definition.TestResult;
import io.tributary.view.ViewTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample home's definitions are right, by their own tests. */
class SampleDefinitionsTest {

    @Test
    void every_test_in_the_sample_definitions_passes() throws Exception {
        List<TestResult> results = DefinitionTests.run(sample(), Map.of());

        assertThat(results).hasSizeGreaterThanOrEqualTo(14);
        assertThat(results.stream().filter(result -> !result.passed())).isEmpty();
    }

    @Test
    void every_test_in_the_sample_views_passes() throws Exception {
        assertThat(ViewTests.run(sample(), Map.of()))
                .allSatisfy(result -> assertThat(result.difference()).isEmpty())
                .extracting(TestResult::definition)
                .containsAll(sample().views().keySet());
    }

    @Test
    void every_sample_projection_has_a_test() throws Exception {
        assertThat(sample().projections().values()).hasSize(7).allSatisfy(projection -> assertThat(projection.tests())
                .isNotEmpty());
    }

    @Test
    void the_shapes_of_the_sample_views_follow_their_projections() throws Exception {
        Definitions definitions = sample();
        Shape.Obj customer = Shape.of(definitions.view("customer_360"), definitions);

        assertThat(customer.field("nation")).isEqualTo(new Shape.Leaf(FieldType.STRING));
        assertThat(customer.field("totals"))
                .isInstanceOfSatisfying(Shape.Obj.class, totals -> assertThat(totals.fields())
                        .containsExactly(
                                Map.entry("orders", new Shape.Leaf(FieldType.LONG)),
                                Map.entry("spent", new Shape.Leaf(FieldType.DECIMAL)),
                                Map.entry("average", new Shape.Leaf(FieldType.DECIMAL)),
                                Map.entry("lastOrder", new Shape.Leaf(FieldType.DATE)),
                                Map.entry("items", new Shape.Leaf(FieldType.LONG)),
                                Map.entry("pieces", new Shape.Leaf(FieldType.LONG))));
    }

    private static Definitions sample() throws IOException, DefinitionException {
        return new DefinitionReader(Set.of())
                .read(files("transformers/projections"), files("transformers/single-views"));
    }

    private static List<DefinitionFile> files(String folder) throws IOException {
        try (Stream<Path> paths = Files.list(Path.of(folder))) {
            return paths.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .map(path -> new DefinitionFile(folder + "/" + path.getFileName(), text(path)))
                    .toList();
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

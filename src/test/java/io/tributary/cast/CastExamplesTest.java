package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.definition.BuiltIn;
import io.tributary.definition.FieldType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every type, step and feature makes of its examples. */
class CastExamplesTest {

    static Stream<CastExamples.Row> rows() throws IOException {
        return CastExamples.read().values().stream().flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_value_becomes_what_its_example_says(CastExamples.Row row) throws IOException {
        assertThat(row.actual())
                .as("%s: %s of %s", row.section(), row.field(), row.given())
                .isEqualTo(row.becomes());
    }

    @Test
    void every_type_and_every_step_has_at_least_four_examples() throws IOException {
        Map<String, List<CastExamples.Row>> sections = CastExamples.read();
        assertThat(sections.keySet()).containsAll(FieldType.yamlNames()).containsAll(BuiltIn.names());
        assertThat(sections)
                .allSatisfy((section, rows) -> assertThat(rows).as(section).hasSizeGreaterThanOrEqualTo(4));
    }
}

package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A test inside a definition passes only if the record becomes exactly what it says. */
class DefinitionTestsTest {

    private static final String GIVEN = "given: { id: '1', d: 2026-01-31, n: '1,50', s: D }";
    private static final String BAD = "given: { id: 1, n: x, s: A }";

    @Test
    void the_expected_document_passes_whatever_the_zeros_of_its_decimals() {
        assertThat(difference("expect: { id: 1, d: 2026-01-31, n: 1.5 }", "A")).isEmpty();
        assertThat(difference("expect: { id: 1, d: 2026-01-31, n: 1.50, missing: null }", "A"))
                .isEmpty();
    }

    @Test
    void every_field_that_differs_is_told() {
        assertThat(difference("expect: { id: '1', d: 2026-02-01, missing: x }", "A"))
                .isEqualTo("id: is 1, expected '1'\nd: is 2026-01-31, expected 2026-02-01\nn: is 1.5, expected absent\n"
                        + "missing: is absent, expected 'x'");
    }

    @Test
    void a_record_that_is_cast_although_a_rejection_is_expected_fails() {
        assertThat(difference("reject: 'no'", "A"))
                .isEqualTo("is cast to {id=1, d=2026-01-31, n=1.50}; expected the rejection: no");
    }

    @Test
    void a_rejection_has_to_have_the_very_reason() {
        String bad = "reject: \"n: 'x' is not a decimal such as 1234,5\"";
        String other = "reject: \"n: is odd\"";

        assertThat(run(bad, BAD)).isEmpty();
        assertThat(run(other, BAD))
                .isEqualTo("rejected: n: 'x' is not a decimal such as 1234,5; expected the rejection: n: is odd");
        assertThat(run("expect: { id: 1 }", BAD)).isEqualTo("rejected: n: 'x' is not a decimal such as 1234,5");
    }

    @Test
    void a_delete_has_to_be_expected_as_one() {
        assertThat(difference("delete: { id: 1 }", "D")).isEmpty();
        assertThat(difference("delete: { id: 2 }", "D")).isEqualTo("id: is 1, expected 2");
        assertThat(difference("expect: { id: 1 }", "D")).isEqualTo("is a delete of 1");
        assertThat(difference("delete: { id: 1 }", "A")).isEqualTo("is cast to {id=1, d=2026-01-31, n=1.50}");
    }

    private static String difference(String outcome, String status) {
        return run(outcome, GIVEN.replace("s: D", "s: " + status));
    }

    private static String run(String outcome, String given) {
        ProjectionDefinition projection = Casting.projection("""
                key: id
                deleteWhen: { column: s, is: D }
                fields: { id: long, d: date, n: { type: decimal, decimal: "," }, missing: string }
                tests:
                  - name: t
                    %s
                    %s
                """.formatted(given, outcome), Map.of());
        return DefinitionTests.run(new Definitions(Map.of("p", projection), Map.of()), Map.of())
                .get(0)
                .difference();
    }
}

package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cast that no value gets through is found before there is one. */
class ImpossibleCastsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { type: date, cast: [upper, { split: ";" }] }                    | p.yaml:5 fields.f.cast[1].split: what 'split' makes can never be of the type date, but array
            { type: integer, cast: [{ split: ";" }, trim] }                  | p.yaml:5 fields.f.cast[0].split: what 'split' makes can never be of the type integer, but array
            { type: long, cast: sha256 }                                     | p.yaml:5 fields.f.cast: what 'sha256' makes can never be of the type long, but string or binary
            { type: date, cast: castToObject }                               | p.yaml:5 fields.f.cast: what 'castToObject' makes can never be of the type date, but object or point
            { type: boolean, cast: { codes: { table: { A: maybe } } } }      | p.yaml:5 fields.f.cast.codes: the code 'A' can never be cast: 'maybe' is not a boolean: true is true, false is false
            { type: date, cast: { codes: { table: { A: "2026-13-01" } } } }  | p.yaml:5 fields.f.cast.codes: the code 'A' can never be cast: '2026-13-01' is not a date of the form 2026-01-31 (ISO 8601; format names another)
            { type: long, cast: { codes: { table: { A: 1 }, otherwise: x } } } | p.yaml:5 fields.f.cast.codes: otherwise can never be cast: 'x' is not a long: a whole number
            """)
    void what_can_never_be_cast_is_named_with_its_step(String field, String problem) throws DefinitionException {
        assertThat(problems(field)).containsExactly(problem);
    }

    @Test
    void what_some_value_gets_through_is_nobodys_business() throws DefinitionException {
        assertThat(problems("{ type: array, cast: [{ split: \";\" }, upper] }")).isEmpty();
        assertThat(problems("{ type: string, cast: [{ split: \";\" }, { join: \",\" }] }"))
                .isEmpty();
        assertThat(problems("{ type: long, cast: [{ codes: { table: { A: 1, B: 2 }, otherwise: 0 } }] }"))
                .isEmpty();
        assertThat(problems("{ type: date, cast: [upper] }")).isEmpty();
    }

    private static List<String> problems(String field) throws DefinitionException {
        DefinitionFile file = new DefinitionFile(
                "p.yaml", "projection: p\ntopic: a.p\nkey: id\nfields:\n  f: " + field + "\n  id: long\n");
        return ImpossibleCasts.of(new DefinitionReader(Set.of()).read(List.of(file), List.of()), Map.of()).stream()
                .map(Problem::toString)
                .toList();
    }
}

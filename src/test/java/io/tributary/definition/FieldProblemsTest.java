package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in how a field is read, cast and limited. */
class FieldProblemsTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                of("{ type: string, cast: uper }", "6 fields.a.cast: 'uper' is no cast; did you mean 'upper'?"),
                of(
                        "{ type: string, cast: padLeft }",
                        "6 fields.a.cast: 'padLeft' needs options: { padLeft: { to: ... } }"),
                of(
                        "{ type: string, cast: replace }",
                        "6 fields.a.cast: 'replace' needs options: { replace: { pattern: ... } }"),
                of("{ type: string, cast: { upper: 1 } }", "6 fields.a.cast.upper: 'upper' has no options"),
                of(
                        "{ type: string, cast: { own: 1 } }",
                        "6 fields.a.cast.own: 'own' is a function of your own, which takes no options"),
                of(
                        "{ type: string, cast: { upper: {}, lower: {} } }",
                        "6 fields.a.cast: a step is a name, or a map of one name to its options; several steps are a list"),
                of(
                        "{ type: string, cast: [upper, { padLef: 3 }] }",
                        "6 fields.a.cast[1].padLef: 'padLef' is no cast; did you mean 'padLeft'?"),
                of(
                        "{ type: string, cast: { padLeft: x } }",
                        "6 fields.a.cast.padLeft: 'x' is no count: a whole number, 0 or more, of at most six digits"),
                of(
                        "{ type: string, cast: { padLeft: { to: 3, wih: 0 } } }",
                        "6 fields.a.cast.padLeft.wih: unknown key; did you mean 'with'?"),
                of(
                        "{ type: string, cast: { padLeft: { to: 3, with: ab } } }",
                        "6 fields.a.cast.padLeft: 'ab' is not one character, as with needs it"),
                of(
                        "{ type: string, cast: { replace: { pattern: '(' } } }",
                        "6 fields.a.cast.replace: '(' is no regular expression: missing closing )"),
                of(
                        "{ type: string, cast: { replace: { pattern: '(?=a)' } } }",
                        "6 fields.a.cast.replace: '(?=a)' is no regular expression: invalid or unsupported Perl syntax (there is no"
                                + " look-around and no back reference: RE2)"),
                of(
                        "{ type: string, cast: { replace: { pattern: a, with: $1 } } }",
                        "6 fields.a.cast.replace: there is no group 1; the pattern has 0"),
                of(
                        "{ type: string, cast: { replace: { pattern: a, text: a } } }",
                        "6 fields.a.cast.replace: replace has exactly one of pattern and text"),
                of(
                        "{ type: string, cast: { extract: { pattern: (a), group: 2 } } }",
                        "6 fields.a.cast.extract: there is no group 2; the pattern has 1"),
                of(
                        "{ type: string, cast: { substring: { from: 3, to: 2 } } }",
                        "6 fields.a.cast.substring: to is not behind from"),
                of("{ type: array, cast: { split: '' } }", "6 fields.a.cast.split: on is empty"),
                of(
                        "{ type: string, cast: { codes: { table: { A: a }, othrwise: b } } }",
                        "6 fields.a.cast.codes.othrwise: unknown key; did you mean 'otherwise'?"),
                of(
                        "{ type: string, cast: { codes: { table: { A: [] } } } }",
                        "6 fields.a.cast.codes.table.A: is to be a text, a number or a boolean"),
                of(
                        "{ type: string, from: A, expression: B }",
                        "6 fields.a: a field has at most one of from, expression and template"),
                of("{ type: string, expression: 'B +' }", "6 fields.a.expression: 'B +' is no expression: +"),
                of(
                        "{ type: string, expression: 'uper(B)' }",
                        "6 fields.a.expression: 'uper' is no function; did you mean 'upper'?"),
                of(
                        "{ type: string, template: 'B' }",
                        "6 fields.a.template: 'B' is no template: it reads no name, such as ${NAME}"),
                of("{ type: integer, default: x }", "6 fields.a.default: 'x' is no integer"),
                of("{ type: object, default: [] }", "6 fields.a.default: is no object"),
                of(
                        "{ type: integer, onInvalid: ignore }",
                        "6 fields.a.onInvalid: 'ignore' is no way to treat an invalid value; there are: reject, null, default"),
                of(
                        "{ type: integer, onInvalid: default }",
                        "6 fields.a.onInvalid: there is no default; the key 'default' names it"),
                of(
                        "{ type: integer, required: true, onInvalid: null }",
                        "6 fields.a.onInvalid: a required field cannot have no value"),
                of("{ type: integer, min: a }", "6 fields.a.min: 'a' is no integer"),
                of("{ type: integer, min: 3, max: 2 }", "6 fields.a.min: min is greater than max"),
                of(
                        "{ type: string, minLength: 3, maxLength: 2 }",
                        "6 fields.a.minLength: minLength is greater than maxLength"),
                of(
                        "{ type: boolean, min: true }",
                        "6 fields.a.min: has no meaning for the type boolean; it is for string, integer, long, decimal, double, date, timestamp, time and objectId"),
                of(
                        "{ type: integer, pattern: a }",
                        "6 fields.a.pattern: has no meaning for the type integer; it is for string"),
                of(
                        "{ type: string, pattern: '[' }",
                        "6 fields.a.pattern: '[' is no regular expression: missing closing ]"),
                of("{ type: string, oneOf: [] }", "6 fields.a.oneOf: needs at least one value"),
                of("{ type: string, oneOf: A }", "6 fields.a.oneOf: is a text where a list is expected"),
                of(
                        "{ type: string, elements: date }",
                        "6 fields.a.elements: has no meaning for the type string; it is for array"),
                of(
                        "{ type: array, elements: array }",
                        "6 fields.a.elements: an array's elements cannot be arrays; leave elements out"),
                of(
                        "{ type: array, elements: string, format: dd/MM/yyyy }",
                        "6 fields.a.format: has no meaning for the type array; it is for date, timestamp, time and binary"),
                of(
                        "{ type: array, elements: date, format: dd/MM }",
                        "6 fields.a.format: 'dd/MM' is no pattern of a date: it holds no whole date, such as dd/MM/yyyy"),
                of(
                        "{ type: timestamp, format: epochSecond }",
                        "6 fields.a.format: 'epochSecond' is no pattern; did you mean 'epochSeconds'?"),
                of(
                        "{ type: time, format: dd }",
                        "6 fields.a.format: 'dd' is no pattern of a time: it holds no time, such as HH:mm:ss"),
                of(
                        "{ type: date, format: [dd/MM/yyyy, dd] }",
                        "6 fields.a.format[1]: 'dd' is no pattern of a date: it holds no whole date, such as dd/MM/yyyy"),
                of(
                        "{ type: binary, format: hexx }",
                        "6 fields.a.format: 'hexx' is no format of a binary; did you mean 'hex'?"),
                of(
                        "{ type: date, locale: xx-YY }",
                        "6 fields.a.locale: 'xx-YY' is no locale; some are it, de-CH, en-US"),
                of(
                        "{ type: decimal, grouping: . }",
                        "6 fields.a.grouping: '.' cannot be both the decimal separator and the grouping"),
                of(
                        "{ type: decimal, grouping: x }",
                        "6 fields.a.grouping: 'x' is no grouping; there are: ., ,,  , ', _"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_in_a_field_is_named_with_its_place_and_what_would_be_right(String field, String problem) {
        assertThat(problems("id: long\n  a: " + field)).containsExactly("p.yaml:" + problem);
    }

    @Test
    void key_and_version_have_no_default_and_can_only_reject() {
        assertThat(problems("id: { type: long, default: 0, onInvalid: default }"))
                .containsExactly(
                        "p.yaml:5 fields.id.default: key and version have no default: the record has to say them",
                        "p.yaml:5 fields.id.onInvalid: key and version can only reject");
    }

    private static List<String> problems(String fields) {
        DefinitionFile file =
                new DefinitionFile("p.yaml", "projection: p\ntopic: t\nkey: id\nfields:\n  " + fields + "\n");
        try {
            new DefinitionReader(Set.of("own")).read(List.of(file), List.of());
            return List.of();
        } catch (DefinitionException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}

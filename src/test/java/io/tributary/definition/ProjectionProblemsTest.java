package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake in a projection is named with its file, line and path, and with what would be right. */
class ProjectionProblemsTest {

    private static final String HEAD = "projection: people\ntopic: crm.people\nkey: id\n";
    private static final String FIELDS = "fields:\n  id: long\n";

    /** Each: a text, and all its problems without {@code people.yaml:}. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                of("", "1: is empty"),
                of("projection: [people", "1: is not valid YAML: expected ',' or ']', but got <stream end>"),
                of("- people", "1: is a list where keys and values are expected"),
                of(
                        "projektion: people\n" + HEAD.substring(19) + FIELDS,
                        "1: the key 'projection' is missing",
                        "1 projektion: unknown key; did you mean 'projection'?"),
                of(
                        "topic: crm.people\n",
                        "1: the key 'projection' is missing",
                        "1: the key 'key' is missing",
                        "1: the key 'fields' is missing"),
                of(
                        HEAD.replace("key:", "kye:") + FIELDS
                                + "tests:\n  - { name: t, given: { id: 1 }, delete: { id: 1 } }\n",
                        "1: the key 'key' is missing",
                        "3 kye: unknown key; did you mean 'key'?"),
                of(
                        HEAD + "fields:\n",
                        "4 fields: is nothing where keys and values are expected",
                        "3 key: 'id' is no field; there is none"),
                of(
                        HEAD + "fields: {}\n",
                        "4 fields: a projection needs at least one field",
                        "3 key: 'id' is no field; there is none"),
                of(
                        HEAD + FIELDS + "write: upsert\n",
                        "6 write: 'upsert' is no way to write; there are: replace, merge"),
                of(HEAD + FIELDS + "topic: crm.other\n", "6 topic: stands twice; the first is on line 2"),
                of(
                        HEAD + "fields:\n  id: &a long\n  b: *a\n",
                        "5 fields.id: anchors and aliases are not allowed; write the value out",
                        "6 fields.b: anchors and aliases are not allowed; write the value out"),
                of(
                        HEAD + "fields:\n  id: !!java.net.URL long\n",
                        "5 fields.id: the tag 'tag:yaml.org,2002:java.net.URL' is not allowed; remove it"),
                of(HEAD + FIELDS + "  born: dat\n", "6 fields.born: 'dat' is no type; did you mean 'date'?"),
                of(
                        HEAD + FIELDS + "  born: { type: dat }\n",
                        "6 fields.born.type: 'dat' is no type; did you mean 'date'?"),
                of(
                        HEAD + FIELDS + "  born: { type: xxxxxxx }\n",
                        "6 fields.born.type: 'xxxxxxx' is no type; there are: string, integer, long, decimal, double, boolean,"
                                + " date, timestamp, time, object, array, binary, objectId, point"),
                of(HEAD + FIELDS + "  born: { from: BORN }\n", "6 fields.born: the key 'type' is missing"),
                of(
                        HEAD + FIELDS + "  born: { tpye: date }\n",
                        "6 fields.born.tpye: unknown key; did you mean 'type'?",
                        "6 fields.born: the key 'type' is missing"),
                of(HEAD + FIELDS + "  born: [date]\n", "6 fields.born: is a list where keys and values are expected"),
                of(
                        HEAD + FIELDS + "  $born: date\n",
                        "6 fields.$born: '$born' is no field name: it may not begin with '$' or '_', nor hold '.' or NUL"),
                of(
                        HEAD + FIELDS + "  _meta: date\n",
                        "6 fields._meta: '_meta' is no field name: it may not begin with '$' or '_', nor hold '.' or NUL"),
                of(
                        HEAD + FIELDS + "  a.b: date\n",
                        "6 fields.a.b: 'a.b' is no field name: it may not begin with '$' or '_', nor hold '.' or NUL"),
                of(HEAD + FIELDS + "  '': date\n", "6 fields.: a field needs a name"),
                of(
                        HEAD + FIELDS + "  a: { type: date, required: yes }\n",
                        "6 fields.a.required: 'yes' is no boolean: true or false"),
                of(
                        HEAD + FIELDS + "  a: { type: date, decimal: ',' }\n",
                        "6 fields.a.decimal: has no meaning for the type date; it is for decimal, double and point"),
                of(
                        HEAD + FIELDS + "  a: { type: decimal, decimal: ';' }\n",
                        "6 fields.a.decimal: ';' is no decimal separator; there are: ., ,"),
                of(
                        HEAD + FIELDS + "  a: { type: string, format: dd }\n",
                        "6 fields.a.format: has no meaning for the type string; it is for date, timestamp, time and binary"),
                of(
                        HEAD + FIELDS + "  a: { type: date, format: dd/MM }\n",
                        "6 fields.a.format: 'dd/MM' is no pattern of a date: it holds no whole date, such as dd/MM/yyyy"),
                of(
                        HEAD + FIELDS + "  a: { type: date, format: YYYY-MM-dd }\n",
                        "6 fields.a.format: 'YYYY-MM-dd' is no pattern of a date: it holds no whole date, such as dd/MM/yyyy"
                                + " (YYYY is the year of the week; the year is yyyy)"),
                of(
                        HEAD + FIELDS + "  a: { type: date, format: bb }\n",
                        "6 fields.a.format: 'bb' is no pattern of a date: Unknown pattern letter: b"),
                of(
                        HEAD + FIELDS + "  a: { type: timestamp, format: dd/MM/yyyy }\n",
                        "6 fields.a.format: 'dd/MM/yyyy' is no pattern of a timestamp: it holds no time, such as HH:mm:ss;"
                                + " without one the type is date"),
                of(
                        HEAD + FIELDS + "  a: { type: timestamp, zone: Europe/Roma }\n",
                        "6 fields.a.zone: 'Europe/Roma' is no time zone; did you mean 'Europe/Rome'?"),
                of(
                        HEAD + FIELDS + "  a: { type: timestamp, zone: '?' }\n",
                        "6 fields.a.zone: '?' is no time zone; one is Europe/Rome"),
                of(
                        HEAD + FIELDS + "  a: { type: boolean, true: [Y, J], false: y }\n",
                        "6 fields.a: 'Y' cannot mean both true and false"),
                of(
                        HEAD + FIELDS + "  a: { type: decimal, cast: euros }\n",
                        "6 fields.a.cast: 'euros' is no cast; did you mean 'euro'?"),
                of(
                        HEAD + FIELDS + "deleteWhen: { colum: S, is: [] }\n",
                        "6 deleteWhen.colum: unknown key; did you mean 'column'?",
                        "6 deleteWhen: the key 'column' is missing",
                        "6 deleteWhen.is: needs at least one value"),
                of(HEAD.replace("id", "[]") + FIELDS, "3 key: needs at least one field"),
                of(HEAD.replace("id", "[id, id]") + FIELDS, "3 key[1]: 'id' stands twice in the key"),
                of(
                        HEAD.replace("id", "[id, name]") + FIELDS + "  nam: string\n",
                        "3 key[1]: 'name' is no field; did you mean 'nam'?"),
                of(
                        HEAD + "fields:\n  id: double\n",
                        "3 key: 'id' is of type double, which cannot be a key;"
                                + " string, integer, long, decimal, boolean, date, timestamp, time, objectId can"),
                of(
                        HEAD + FIELDS + "  at: string\nversion: at\n",
                        "7 version: 'at' is of type string, which cannot be a version; integer, long, date, timestamp can"),
                of(HEAD + FIELDS + "version: ad\n", "6 version: 'ad' is no field; did you mean 'id'?"),
                of(
                        HEAD.replace("people\nt", "persons\nt") + FIELDS,
                        "1 projection: the projection is 'persons' and its file 'people'; give both one name"),
                of(
                        HEAD.replace("people\nt", "a b\nt") + FIELDS,
                        "1 projection: 'a b' is no name: letters, digits, '-' and '_', at most 60 characters"),
                of(
                        HEAD.replace("people\nt", "tributary_x\nt") + FIELDS,
                        "1 projection: 'tributary_x' is reserved for Tributary itself; choose another name"),
                of(
                        HEAD.replace("people\nt", "projection-changes\nt") + FIELDS,
                        "1 projection: 'projection-changes' is reserved for Tributary itself; choose another name"),
                of(
                        HEAD.replace("crm.people", "crm..people") + FIELDS,
                        "2 topic: 'crm..people' is no topic: letters, digits, '-' and '_', with single dots between, at most 60"
                                + " characters"),
                of(
                        HEAD.replace("crm.people", "projection.changes") + FIELDS,
                        "2 topic: topic 'projection.changes' would share the queue 'projection-changes' with the projection"
                                + " changes; rename one of them"),
                of(
                        HEAD.replace("crm.people", "crm.dead") + FIELDS,
                        "2 topic: topic 'crm.dead' would have the queue 'crm-dead', a name that dead letters have; rename it"),
                of(
                        HEAD + FIELDS + "tests:\n  - name: one\n    given: { id: 1 }\n",
                        "7 tests[0]: a test has exactly one of expect, delete and reject"),
                of(
                        HEAD + FIELDS + "tests:\n  - name: one\n    given: { id: 1 }\n    expect: { ix: 1 }\n",
                        "9 tests[0].expect.ix: 'ix' is no field; did you mean 'id'?"),
                of(
                        HEAD + FIELDS + "tests:\n  - expect: { id: 1 }\n",
                        "7 tests[0]: the key 'name' is missing",
                        "7 tests[0]: the key 'given' is missing"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_named_with_its_place_and_what_would_be_right(String text, List<String> problems) {
        assertThat(Reading.problems(Set.of("euro"), List.of(new DefinitionFile("people.yaml", text)), List.of()))
                .containsExactlyInAnyOrderElementsOf(problems.stream()
                        .map(problem -> "people.yaml:" + problem)
                        .toList());
    }

    @Test
    void two_topics_that_fall_on_one_queue_are_refused() {
        assertThat(Reading.problems(projection("a", "crm.x-y"), projection("b", "crm-x.y")))
                .containsExactly(
                        "b.yaml:2 topic: topic 'crm-x.y' would share the queue 'crm-x-y' with topic 'crm.x-y'; rename one of them");
    }

    @Test
    void two_projections_of_one_topic_are_fine() {
        assertThat(Reading.problems(projection("a", "crm.x"), projection("b", "crm.x")))
                .isEmpty();
    }

    @Test
    void problems_come_in_the_order_of_files_and_lines() {
        DefinitionFile a = new DefinitionFile("a.yaml", "projection: a\ntopic: t\nkey: x\nfields:\n  id: lon\n");
        DefinitionFile b = new DefinitionFile("b.yaml", "nothing: b");

        assertThat(Reading.problems(b, a))
                .containsExactly(
                        "a.yaml:3 key: 'x' is no field; there are: id",
                        "a.yaml:5 fields.id: 'lon' is no type; did you mean 'long'?",
                        "b.yaml:1 nothing: unknown key; there are: projection, topic, key, version, write, deleteWhen, unknown, fields, indexes, expire, tests",
                        "b.yaml:1: the key 'projection' is missing",
                        "b.yaml:1: the key 'topic' is missing",
                        "b.yaml:1: the key 'key' is missing",
                        "b.yaml:1: the key 'fields' is missing");
    }

    @Test
    void a_file_that_is_too_large_is_refused() {
        assertThat(Reading.problems(new DefinitionFile("a.yaml", "#" + "x".repeat(1_000_000))))
                .containsExactly("a.yaml:1: is too large: 1000001 characters, of at most 1000000");
    }

    private static DefinitionFile projection(String name, String topic) {
        return new DefinitionFile(
                name + ".yaml", "projection: " + name + "\ntopic: " + topic + "\nkey: id\nfields: { id: long }\n");
    }

    private static Arguments of(String text, String... problems) {
        return arguments(text, List.of(problems));
    }
}

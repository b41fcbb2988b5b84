package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes about whole records: unknown columns, deletes, omitted fields, indexes, expiry; each with what would be right. */
class RecordProblemsTest {

    private static final String FIELDS =
            "fields:\n  id: long\n  name: string\n  tags: array\n  more: object\n  since: date\n";
    private static final String HEAD = "projection: people\ntopic: crm.people\nkey: id\n" + FIELDS;
    private static final String VIEW =
            "view: v\nbase: people\njoins:\n  friend: { one: people, on: { id: id } }\nfields:\n  name: name\n";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                of(
                        HEAD + "unknown: dropp\n",
                        "people.yaml:10 unknown: 'dropp' is no way to treat unknown columns; did you mean 'drop'?"),
                of(
                        HEAD + "  unknown: string\nunknown: keep\n",
                        "people.yaml:10 fields.unknown: 'unknown: keep' stores what no field takes under this name; rename the field"),
                of(
                        HEAD + "deleteWhen: { where: { nam: x } }\n",
                        "people.yaml:10 deleteWhen.where.nam: 'nam' is no field of people; did you mean 'name'?"),
                of(
                        HEAD + "deleteWhen: { column: S, where: { name: x } }\n",
                        "people.yaml:10 deleteWhen: has either column and is, or where"),
                of(HEAD + "deleteWhen: { column: S }\n", "people.yaml:10 deleteWhen: the key 'is' is missing"),
                of(
                        HEAD.replace("id: long", "id: { type: long, omit: true }"),
                        "people.yaml:5 fields.id: 'id' is part of the key, which is always stored"),
                of(
                        HEAD.replace("name: string", "name: { type: string, omit: true }")
                                + "indexes: [ { fields: name } ]\n",
                        "people.yaml:10 indexes[0].fields: 'name' is omitted: documents do not have it"),
                of(
                        HEAD + "indexes: [ { fields: [nme] } ]\n",
                        "people.yaml:10 indexes[0].fields[0]: 'nme' is no field; did you mean 'name'?"),
                of(
                        HEAD + "indexes: [ { fields: [] } ]\n",
                        "people.yaml:10 indexes[0].fields: needs at least one field"),
                of(
                        HEAD + "indexes: [ { fields: [name, -name] } ]\n",
                        "people.yaml:10 indexes[0].fields[1]: 'name' stands twice in the index"),
                of(
                        HEAD + "indexes: [ { fields: more } ]\n",
                        "people.yaml:10 indexes[0].fields: 'more' is of type object, which no query can use an index of"),
                of(
                        HEAD + "indexes: [ { fields: name }, { fields: -name } ]\n",
                        "people.yaml:10 indexes[1]: this index stands twice"),
                of(
                        HEAD + "indexes: [ { fields: name }, { fields: [name, since] } ]\n",
                        "people.yaml:10 indexes[1]: of two indexes one is the beginning of the other, which serves its queries; leave "
                                + "the shorter one out"),
                of(
                        HEAD + "indexes: [ { fields: -id } ]\n",
                        "people.yaml:10 indexes[0]: 'id' is the key, which has an index; leave this one out"),
                of(
                        HEAD + "indexes: [ { fields: since } ]\nexpire: { field: since, after: P30D }\n",
                        "people.yaml:10 indexes[0]: 'since' has an index, by which documents expire; leave this one out"),
                of(
                        HEAD + "expire: { field: name, after: P30D }\n",
                        "people.yaml:10 expire.field: 'name' is of type string; documents expire by a date or timestamp"),
                of(
                        HEAD + "expire: { field: since, after: 30d }\n",
                        "people.yaml:10 expire.after: '30d' is no duration of days, hours, minutes and seconds; 30 days are P30D, "
                                + "half a day is PT12H"),
                of(
                        HEAD + "expire: { field: since, after: PT0S }\n",
                        "people.yaml:10 expire.after: 'PT0S' is no time: documents would be gone at once"),
                of(
                        HEAD + "indexes: [ { fields: name, unique: true } ]\n",
                        "people.yaml:10 indexes[0].unique: unknown key; there are: fields"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void each_mistake_is_named_with_its_place_and_what_would_be_right(String projection, List<String> problems) {
        assertThat(problems(projection, "")).isEqualTo(problems);
    }

    @ParameterizedTest
    @MethodSource("omitted")
    void a_view_cannot_have_what_is_not_there(String projection, List<String> problems) {
        assertThat(problems(projection, VIEW)).isEqualTo(problems);
    }

    static Stream<Arguments> omitted() {
        return Stream.of(
                of(
                        HEAD + "expire: { field: since, after: P30D }\n",
                        "v.yaml:1: 'people' expires, which nobody is told, and the view would keep what is gone; let the source delete, or "
                                + "leave 'expire' out",
                        "v.yaml:4 joins.friend: 'people' expires, which nobody is told, and the view would keep what is gone; let the "
                                + "source delete, or leave 'expire' out"),
                of(
                        HEAD.replace("name: string", "name: { type: string, omit: true }"),
                        "v.yaml:6 fields.name: 'name' is omitted in people: its documents do not have it"));
    }

    private static List<String> problems(String projection, String view) {
        List<DefinitionFile> views = view.isEmpty() ? List.of() : List.of(new DefinitionFile("v.yaml", view));
        try {
            new DefinitionReader(Set.of()).read(List.of(new DefinitionFile("people.yaml", projection)), views);
            return List.of();
        } catch (DefinitionException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private static Arguments of(String projection, String... problems) {
        return arguments(projection, List.of(problems));
    }
}

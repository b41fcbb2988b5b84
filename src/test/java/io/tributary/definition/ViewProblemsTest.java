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

/** Every name in a view leads somewhere, from where it stands; each that does not is an error with its place. */
class ViewProblemsTest {

    private static final List<DefinitionFile> PROJECTIONS = List.of(
            projection("people", "id: long, name: string, cityId: integer, tags: array"),
            projection("cities", "id: integer, name: string"),
            projection("orders", "id: long, personId: long, total: decimal, at: date, box: object, weight: double"),
            projection("items", "id: long, orderId: long, pieces: integer, name: string"));

    private static final String HEAD = """
            view: all
            base: people
            joins:
              city: { one: cities, on: { cityId: id } }
              orders: { many: orders, on: { id: personId } }
              items: { many: items, of: orders, on: { id: orderId } }
            """;

    /** Each: a text, and all its problems without {@code all.yaml:}. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                of("view: all\n", "1: the key 'fields' is missing", "1: the key 'base' is missing"),
                of(
                        "view: all\nbase: poeple\nfields: { a: b }\n",
                        "2 base: 'poeple' is no projection or single view; did you mean 'people'?"),
                of(
                        "view: al\nbase: people\nfields: { a: id }\n",
                        "1 view: the view is 'al' and its file 'all'; give both one name"),
                of("view: all\nbase: people\nfields: {}\n", "3 fields: a document needs at least one field"),
                of(
                        "view: all\nbase: people\nfeilds: { a: id }\n",
                        "1: the key 'fields' is missing",
                        "3 feilds: unknown key; did you mean 'fields'?"),
                joins(
                        "people: { one: cities, on: { cityId: id } }",
                        "people: 'people' is the alias of the base; choose another"),
                joins(
                        "a.b: { one: cities, on: { cityId: id } }",
                        "a.b: 'a.b' is no alias: letters, digits, '-' and '_'"),
                joins("c: { on: { cityId: id } }", "c: a join has exactly one of one and many"),
                joins(
                        "c: { one: cities, many: cities, on: { cityId: id } }",
                        "c: a join has exactly one of one and many"),
                joins(
                        "c: { one: citys, on: { cityId: id } }",
                        "c.one: 'citys' is no projection or single view; did you mean 'cities'?"),
                joins("c: { one: cities }", "c: the key 'on' is missing"),
                joins("c: { one: cities, on: {} }", "c.on: a join compares at least one pair of fields"),
                joins(
                        "c: { one: cities, of: d, on: { cityId: id } }",
                        "c.of: 'd' is no alias above; there are: people"),
                joins(
                        "c: { one: cities, on: { cytiId: id } }",
                        "c.on.cytiId: 'cytiId' is no field of people; did you mean 'cityId'?"),
                joins(
                        "c: { one: cities, on: { cityId: ib } }",
                        "c.on.cityId: 'ib' is no field of cities; did you mean 'id'?"),
                joins(
                        "c: { one: cities, on: { id: id } }",
                        "c.on.id: people.id is of type long, cities.id of type integer; a join compares fields of one type"),
                joins(
                        "c: { one: people, on: { tags: tags } }",
                        "c.on.tags: fields of type array cannot be joined;"
                                + " string, integer, long, decimal, boolean, date, timestamp, time, objectId can"),
                joins(
                        "c: { one: cities, on: { cityId: id }, limit: 2 }",
                        "c.limit: only a many join has a limit; one brings the first of its order"),
                joins(
                        "o: { many: orders, on: { id: personId }, limit: 0 }",
                        "o.limit: '0' is no whole number above 0, of at most nine digits"),
                joins(
                        "o: { many: orders, on: { id: personId }, required: yes }",
                        "o.required: 'yes' is no boolean: true or false"),
                joins(
                        "o: { many: orders, on: { id: personId }, where: { totl: 1 } }",
                        "o.where.totl: 'totl' is no field of orders; did you mean 'total'?"),
                joins(
                        "o: { many: orders, on: { id: personId }, where: { total: x } }",
                        "o.where.total: 'x' is no decimal: 12.5"),
                of(
                        "view: all\nbase: people\nwhere: { naem: x }\nfields: { a: id }\n",
                        "3 where.naem: 'naem' is no field of people; did you mean 'name'?"),
                of(
                        "view: all\nbase: people\nfields: { a: id, b: { fields: { c: name } } }\nvalid: { d: 1 }\n",
                        "4 valid.d: 'd' is no field of all; there are: a, b, b.c"),
                of(
                        "view: all\nbase: people\nfields: { a: id, b: { fields: { c: name } } }\nvalid: { b.c: { min: 1 }, a: x, b: 1 }\n",
                        "4 valid.a: 'x' is no long",
                        "4 valid.b: a field of type object can only be asked whether it exists"),
                of(
                        "view: all\nbase: people\nfields: { a: id }\ntests:\n  - { name: t, given: { poeple: [] } }\n",
                        "5 tests[0]: a test has exactly one of expect, absent and refused",
                        "5 tests[0].given.poeple: 'poeple' is nothing that this view is made of; did you mean 'people'?",
                        "5 tests[0]: the key 'key' is missing: there are 0 documents of people"),
                of(
                        "view: all\nbase: people\nfields: { a: id }\ntests:\n  - { name: t, absent: true, given: { people: [ { nam: x } ] } }\n",
                        "5 tests[0].given.people[0].nam: 'nam' is no field of people; did you mean 'name'?",
                        "5 tests[0].given.people[0]: the key 'id' is missing"),
                of(
                        "view: all\nbase: people\nfields: { a: id }\ntests:\n  - { name: t, absent: true, given: { people: [ { id: x } ] } }\n",
                        "5 tests[0].given.people[0].id: 'x' is no long"),
                joins(
                        "o: { many: orders, on: { id: personId }, sort: [-att] }",
                        "o.sort[0]: 'att' is no field of orders; did you mean 'at'?"),
                joins(
                        "o: { many: orders, on: { id: personId }, sort: box }",
                        "o.sort: 'box' is of type object, which has no order"),
                of(
                        "view: all\nbase: people\njoins:\n  i: { many: items, of: o, on: { id: orderId } }\n"
                                + "  o: { many: orders, on: { id: personId } }\nfields: { a: id }\n",
                        "4 joins.i.of: 'o' has to stand above the joins that hang from it"),
                field("nam", "'nam' is no field of people; did you mean 'name'?"),
                field("city", "'city' is an alias; name one of its fields: city.field"),
                field("city.nam", "'nam' is no field of cities; did you mean 'name'?"),
                field("ctiy.name", "'ctiy' is no alias; did you mean 'city'?"),
                field(
                        "orders.total",
                        "'orders' is many documents; take each of them, or count, sum, min, max, avg, first, last, distinct"),
                field("[id]", "is a list where a text is expected"),
                field(
                        "{}",
                        "has to have exactly one of fields, each, constant, template, expression, function, count, sum, min, max,"
                                + " avg, first, last, distinct"),
                field(
                        "{ count: orders, constant: 1 }",
                        "has to have exactly one of fields, each, constant, template, expression, function, count, sum, min, max,"
                                + " avg, first, last, distinct"),
                field(
                        "{ value: id }",
                        "has to have exactly one of fields, each, constant, template, expression, function, count, sum, min, max,"
                                + " avg, first, last, distinct"),
                field("{ each: orders }", "each goes with exactly one of fields and value"),
                field(
                        "{ each: orders, fields: { a: id }, value: id }",
                        "each goes with exactly one of fields and value"),
                field("{ each: city, value: name }", "'city' is one document; take its fields: city.field", ".each"),
                field("{ each: people, value: name }", "'people' does not hang from 'people'", ".each"),
                field(
                        "{ each: items, value: name }",
                        "'items' hangs from 'orders', which is many itself; it needs an each of its own around this one",
                        ".each"),
                field(
                        "{ each: orders, value: city.nam }",
                        "'nam' is no field of cities; did you mean 'name'?",
                        ".value"),
                field(
                        "{ each: orders, fields: { b: items.name } }",
                        "'items' is many documents; take each of them, or count, sum, min, max, avg, first, last, distinct",
                        ".fields.b"),
                field(
                        "{ each: orders, fields: { b: { count: orders } } }",
                        "'orders' does not hang from 'orders'",
                        ".fields.b.count"),
                field("{ count: orders.id }", "'orders.id' does not fit: count takes an alias", ".count"),
                field("{ count: city }", "'city' is one document; take its fields: city.field", ".count"),
                field("{ sum: orders }", "'orders' does not fit: sum takes alias.field", ".sum"),
                field(
                        "{ sum: orders.at }",
                        "'orders.at' is of type date; sum takes integer, long, decimal, double",
                        ".sum"),
                field(
                        "{ max: orders.box }",
                        "'orders.box' is of type object; max takes string, integer, long, decimal, double, date, timestamp, time, objectId",
                        ".max"),
                field(
                        "{ constant: }",
                        "a constant is a text, a number, a boolean, or a list or map of them",
                        ".constant"),
                field(
                        "{ count: orders, type: long }",
                        "does not go with count, but with expression, function",
                        ".type"),
                field(
                        "{ constant: 1, with: { a: id } }",
                        "does not go with constant, but with template, expression, function",
                        ".with"),
                field("{ template: 'a b' }", "'a b' is no template: it reads no name, such as ${NAME}", ".template"),
                field("{ template: '${nam}' }", "'nam' is no field of people; did you mean 'name'?", ".template"),
                field(
                        "{ template: '${orders.total}' }",
                        "'orders' is many documents; take each of them, or count, sum, min, max, avg, first, last, distinct",
                        ".template"),
                field("{ expression: 'id + 1' }", "the key 'type' is missing"),
                field(
                        "{ expression: 'id; id', type: long }",
                        "'id; id' is no expression: ; is not in the language",
                        ".expression"),
                field(
                        "{ expression: 'ib + 1', type: long }",
                        "'ib' is no field of people; did you mean 'id'?",
                        ".expression"),
                field("{ expression: 'id + 1', type: lung }", "'lung' is no type; did you mean 'long'?", ".type"),
                field(
                        "{ expression: 'id + n', type: long, with: { n: { count: orders }, m: id } }",
                        "'m' is not read; there are: id, n",
                        ".with.m"),
                field(
                        "{ expression: 'n', type: long, with: { n: { count: ordres } } }",
                        "'ordres' is no alias; did you mean 'orders'?",
                        ".with.n.count"),
                field("{ function: rank, type: long }", "'rank' is no function; there is none", ".function"),
                field(
                        "{ fields: { $b: id } }",
                        "'$b' is no field name: it may not begin with '$' or '_', nor hold '.' or NUL",
                        ".fields.$b"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_named_with_its_place_and_what_would_be_right(String text, List<String> problems) {
        assertThat(Reading.problems(Set.of(), PROJECTIONS, List.of(new DefinitionFile("all.yaml", text))))
                .containsExactlyInAnyOrderElementsOf(
                        problems.stream().map(problem -> "all.yaml:" + problem).toList());
    }

    @Test
    void within_each_the_fields_of_the_scopes_around_it_may_be_used() {
        String fields = "fields: { o: { each: orders, fields: { c: city.name, p: people.name,"
                + " i: { each: items, fields: { t: orders.total, n: name } } } } }";

        assertThat(Reading.problems(Set.of(), PROJECTIONS, List.of(new DefinitionFile("all.yaml", HEAD + fields))))
                .isEmpty();
    }

    @Test
    void a_join_that_is_broken_is_reported_once_and_not_by_all_that_use_it() {
        String text = HEAD.replace("many: orders", "many: ordres")
                + "fields: { n: { count: items }, t: { sum: orders.total } }";

        assertThat(Reading.problems(Set.of(), PROJECTIONS, List.of(new DefinitionFile("all.yaml", text))))
                .containsExactly(
                        "all.yaml:5 joins.orders.many: 'ordres' is no projection or single view; did you mean 'orders'?");
    }

    @Test
    void a_projection_that_is_broken_is_reported_once_and_not_by_its_views() {
        List<DefinitionFile> projections = List.of(
                new DefinitionFile("people.yaml", "projection: [people"),
                projection("cities", "id: integr, name: string"),
                PROJECTIONS.get(2),
                PROJECTIONS.get(3));

        assertThat(Reading.problems(
                        Set.of(), projections, List.of(new DefinitionFile("all.yaml", HEAD + "fields: { a: name }"))))
                .containsExactly(
                        "cities.yaml:4 fields.id: 'integr' is no type; did you mean 'integer'?",
                        "people.yaml:1: is not valid YAML: expected ',' or ']', but got <stream end>");
    }

    @Test
    void a_view_may_not_be_named_like_a_projection_since_they_share_the_collections() {
        DefinitionFile view = new DefinitionFile("v/people.yaml", "view: people\nbase: people\nfields: { a: id }");

        assertThat(Reading.problems(Set.of(), PROJECTIONS, List.of(view)))
                .containsExactly("v/people.yaml:1 view: the name 'people' is taken (people.yaml:1 projection);"
                        + " projections and views share the collections");
    }

    @Test
    void a_view_and_a_topic_may_not_share_a_queue() {
        DefinitionFile projection =
                new DefinitionFile("p.yaml", "projection: p\ntopic: view.all\nkey: id\nfields: { id: long }");
        DefinitionFile view = new DefinitionFile("all.yaml", "view: all\nbase: p\nfields: { a: id }");

        assertThat(Reading.problems(Set.of(), List.of(projection), List.of(view)))
                .containsExactly("all.yaml:1 view: view 'all' would share the queue 'view-all' with topic 'view.all';"
                        + " rename one of them");
    }

    private static DefinitionFile projection(String name, String fields) {
        return new DefinitionFile(
                name + ".yaml",
                "projection: " + name + "\ntopic: t." + name + "\nkey: id\nfields: { " + fields + " }\n");
    }

    private static Arguments of(String text, String... problems) {
        return arguments(text, List.of(problems));
    }

    private static Arguments joins(String join, String problem) {
        return of("view: all\nbase: people\njoins:\n  " + join + "\nfields: { a: id }\n", "4 joins." + problem);
    }

    private static Arguments field(String mapping, String problem) {
        return field(mapping, problem, "");
    }

    private static Arguments field(String mapping, String problem, String path) {
        return of(HEAD + "fields: { a: " + mapping + " }\n", "7 fields.a" + path + ": " + problem);
    }
}

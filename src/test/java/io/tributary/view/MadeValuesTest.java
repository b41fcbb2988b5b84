package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.definition.GeoPoint;
import io.tributary.definition.OwnCasts;
import io.tributary.definition.TestResult;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a view makes of its documents, as the tests in definitions show it; a value that fails refuses its view and no other. */
class MadeValuesTest {

    private static final String HEAD = """
            view: v
            base: people
            joins:
              orders: { many: orders, on: { id: personId }, sort: [-day] }
              last: { one: orders, on: { id: personId }, where: { state: done }, sort: [-day] }
              links: { many: links, of: orders, on: { id: orderId } }
              dish: { one: dishes, of: links, on: { dishId: id } }
              tastes: { many: tastes, of: dish, on: { id: dishId } }
            """;

    private static final String GIVEN = """
            given:
                  people: [{ id: 1, name: Ada, born: 2000-02-29, balance: 1.50, opens: '08:30:00', place: '45.4,9.2', tag: 65a1b2c3d4e5f60718293a4b, file: aGk= }]
                  orders:
                    - { id: 1, personId: 1, day: 2026-01-01, state: done }
                    - { id: 2, personId: 1, day: 2026-01-03, state: open }
                    - { id: 3, personId: 1, day: 2026-01-02, state: done }
                    - { id: 4, personId: 2, day: 2026-01-02, state: open }
                  links: [{ orderId: 1, dishId: 7 }, { orderId: 2, dishId: 7 }, { orderId: 2, dishId: 8 }, { orderId: 3, dishId: 9 }]
                  dishes: [{ id: 7, name: pizza, price: 8.5 }, { id: 8, name: pasta }]
                  tastes: [{ id: 1, dishId: 7, word: salty }, { id: 2, dishId: 8, word: mild }, { id: 3, dishId: 7, word: hot }]
            """;

    private static final Map<String, ViewFunction> FUNCTIONS = Map.of(
            "classes",
                    values -> values.values().stream()
                            .map(MadeValuesTest::className)
                            .toList(),
            "failing",
                    values -> {
                        throw new IllegalStateException("no answer");
                    },
            "endless", MadeValuesTest::endless,
            "foreign", values -> List.of(URI.create("a:b")),
            "text", values -> "12",
            "point", values -> new GeoPoint(45.4, 9.2),
            "nothing", values -> null);

    /** Each: a mapping, and the value that it has for {@link #GIVEN}; null for none. */
    static Stream<Arguments> values() {
        return Stream.of(
                of("{ template: '${name} ${born} ${balance}' }", "Ada 2000-02-29 1.5"),
                of(
                        "{ template: '${name}, ${last.day}: ${n}', with: { n: { count: orders } } }",
                        "'Ada, 2026-01-02: 3'"),
                of("{ template: '${name}${dish}', with: { dish: { first: tastes.word } } }", "Adasalty"),
                of("{ template: '${last.id} ${other}', with: { other: { min: dish.price } } }", "3 8.5"),
                of("{ expression: 'balance * 2 + n', type: decimal, with: { n: { count: orders } } }", "6"),
                of("{ expression: 'balance * 2', type: integer }", "3"),
                of("{ expression: 'born', type: date }", "2000-02-29"),
                of("{ expression: \"name == 'Ada'\", type: boolean }", "true"),
                of("{ expression: 'balance > 1 ? null : name', type: string }", null),
                of("{ first: orders.day }", "2026-01-03"),
                of("{ last: orders.day }", "2026-01-01"),
                of("{ first: tastes.word }", "salty"),
                of("{ last: tastes.word }", "hot"),
                of("{ distinct: orders.state }", "[open, done]"),
                of("{ distinct: dish.name }", "[pizza, pasta]"),
                of("last.id", "3"),
                of("{ constant: { a: [1, x] } }", "{ a: [1, x] }"),
                of("{ each: orders, value: { each: links, value: dish.name } }", "[[pizza, pasta], [], [pizza]]"),
                of(
                        "{ each: orders, fields: { id: id, tastes: { each: links, value: { each: tastes, value: word } } } }",
                        "[{ id: 2, tastes: [[salty, hot], [mild]] }, { id: 3, tastes: [[]] }, { id: 1, tastes: [[salty, hot]] }]"),
                of(
                        "{ function: classes, type: array, with: { a: id, b: born, c: balance, d: name, e: { each: orders, value: day } } }",
                        "[Long, LocalDate, BigDecimal, String, 'List of LocalDate']"),
                of("{ function: text, type: integer }", "12"),
                of("{ function: nothing, type: string }", null),
                of("{ expression: 'opens', type: time }", "08:30:00"),
                of("{ template: '${opens} ${tag}' }", "'08:30:00 65a1b2c3d4e5f60718293a4b'"),
                of(
                        "{ function: classes, type: array, with: { a: opens, b: place, c: tag, d: file } }",
                        "[LocalTime, GeoPoint, HexId, Bytes]"),
                of("{ function: point, type: point }", "'45.4,9.2'"),
                of("{ fields: { a: place, b: tag } }", "{ a: '45.4,9.2', b: 65a1b2c3d4e5f60718293a4b }"));
    }

    @ParameterizedTest
    @MethodSource
    void values(String mapping, @Nullable String expected) throws Exception {
        String expect = "{ id: 1" + (expected == null ? "" : ", x: " + expected) + " }";
        assertThat(run("fields: { id: id, x: " + mapping + " }", "expect: " + expect))
                .isEmpty();
    }

    /** Each: a mapping or condition that refuses the view, and the message. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                of(
                        "fields: { x: { expression: 'balance / n', type: decimal, with: { n: { constant: 0 } } } }",
                        "fields.x: divides by zero"),
                of(
                        "fields: { x: { expression: 'name * 2', type: decimal } }",
                        "fields.x: 'Ada' is no number, as * needs it"),
                of("fields: { x: { expression: 'balance', type: integer } }", "fields.x: 1.5 is no integer"),
                of("fields: { x: { expression: 'name', type: date } }", "fields.x: 'Ada' is no date: 2026-01-31"),
                of(
                        "fields: { x: { function: failing, type: string } }",
                        "fields.x: java.lang.IllegalStateException: no answer"),
                of("fields: { x: { function: endless, type: string } }", "fields.x: java.lang.StackOverflowError"),
                of(
                        "fields: { x: { function: foreign, type: array } }",
                        "fields.x: a view cannot hold 'a:b' of class java.net.URI"),
                of("fields: { x: { function: foreign, type: string } }", "fields.x: [a:b] is no string"),
                of(
                        "fields: { x: { fields: { y: name } } }\nvalid: { x.y: [Bob, Eve], x: { exists: true } }",
                        "x.y is 'Ada', expected 'Bob' or 'Eve'"),
                of(
                        "fields: { x: { count: orders }, y: last.state }\nvalid: { x: { max: 2 }, y: { exists: false } }",
                        "x is 3, expected max 2; y is 'done', expected none"),
                of(
                        "fields: { x: name }\nvalid: { anyOf: [{ x: Bob }, { x: { matches: E.* } }] }",
                        "x is 'Ada', expected 'Bob'; or x is 'Ada', expected a text that matches E.*"));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(String view, String message) throws Exception {
        assertThat(run(view, "refused: " + quoted(message))).isEmpty();
    }

    @Test
    void a_view_without_what_it_asks_of_its_base_is_absent() throws Exception {
        assertThat(run("where: { name: { not: Ada } }\nfields: { id: id }", "absent: true"))
                .isEmpty();
        assertThat(run("where: { name: Ada }\nfields: { id: id }", "absent: true"))
                .isEqualTo("is built: {id=1}; expected no view");
    }

    @Test
    void a_test_says_what_differs() throws Exception {
        assertThat(run(
                        "fields: { x: { each: orders, fields: { d: day } } }",
                        "expect: { x: [{ d: 2026-01-03 }, { d: 2026-01-04 }] }"))
                .isEqualTo("x[1].d: is '2026-01-02', expected '2026-01-04'\nx[2]: is {d=2026-01-01}, expected absent");
        assertThat(run("fields: { x: name }", "refused: invalid"))
                .isEqualTo("is built: {x=Ada}; expected the refusal: invalid");
        assertThat(run("fields: { x: name }\nvalid: { x: Bob }", "expect: { x: Ada }"))
                .isEqualTo("refused: x is 'Ada', expected 'Bob'; expected a view");
        assertThat(run("where: { name: Bob }\nfields: { x: name }", "expect: { x: Ada }"))
                .isEqualTo("there is no view; expected a view");
    }

    @Test
    void a_function_that_fails_refuses_its_view_and_no_other() throws Exception {
        Map<String, ViewFunction> functions = Map.of("picky", values -> {
            if ("Bob".equals(values.get("name"))) {
                throw new IllegalArgumentException("not Bob");
            }
            return values.get("name");
        });
        Definitions definitions = definitions(
                "fields: { x: { function: picky, type: string, with: { name: name } } }",
                "absent: true",
                functions.keySet());
        try (TestMongo server = new TestMongo()) {
            MongoDatabase database = server.empty("made");
            List<Document> people = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                people.add(
                        new Document("_id", (long) i).append("id", (long) i).append("name", i == 3 ? "Bob" : "n" + i));
            }
            database.getCollection("people").insertMany(people);
            ViewPlan plan = new ViewPlan(definitions.view("v"), definitions, functions);
            ViewBuilder builder = new ViewBuilder(plan, database, new Names(""), 1_000, Clock.systemUTC());
            Set<Key> keys = Set.of(Key.of(0L), Key.of(1L), Key.of(2L), Key.of(3L), Key.of(4L));

            Map<Key, Refusal> refused = builder.build(keys);

            assertThat(refused).containsOnlyKeys(Key.of(3L));
            assertThat(refused.get(Key.of(3L)))
                    .isEqualTo(new Refusal(Refusal.Reason.FAILED, "key 3 cannot be built: fields.x: not Bob"));
            assertThat(database.getCollection("v").countDocuments(new Document("x", new Document("$exists", true))))
                    .isEqualTo(4);
        }
    }

    private static String run(String view, String outcome) throws Exception {
        Definitions definitions = definitions(view, outcome, FUNCTIONS.keySet());
        List<TestResult> results = ViewTests.run(definitions, FUNCTIONS);
        assertThat(results).hasSize(1);
        return results.get(0).difference();
    }

    private static Definitions definitions(String view, String outcome, Set<String> functions) throws Exception {
        String text = HEAD + view + "\ntests:\n  - name: t\n    " + GIVEN + "    " + outcome + "\n";
        return new DefinitionReader(OwnCasts.of(Set.of()), functions)
                .read(
                        List.of(
                                projection(
                                        "people",
                                        "key: id",
                                        "id: long, name: string, born: date, balance: decimal,"
                                                + " opens: time, place: point, tag: objectId, file: binary"),
                                projection("orders", "key: id", "id: long, personId: long, day: date, state: string"),
                                projection("links", "key: [orderId, dishId]", "orderId: long, dishId: long"),
                                projection("dishes", "key: id", "id: long, name: string, price: decimal"),
                                projection("tastes", "key: id", "id: long, dishId: long, word: string")),
                        List.of(new DefinitionFile("transformers/single-views/v.yaml", text)));
    }

    private static DefinitionFile projection(String name, String key, String fields) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: " + name + "\ntopic: t." + name + "\n" + key + "\nfields: {" + fields + "}\n");
    }

    private static Arguments of(String view, @Nullable String expected) {
        return Arguments.of(view, expected);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String className(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return "List of " + className(list.get(0));
        }
        return value == null ? "none" : value.getClass().getSimpleName();
    }

    private static Object endless(Map<String, @Nullable Object> values) {
        return List.of(endless(values));
    }
}

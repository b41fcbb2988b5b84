package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a view may be made of besides projections, and what its key may be. */
class ViewSourceTest {

    private static final List<DefinitionFile> PROJECTIONS = List.of(
            new DefinitionFile(
                    "people.yaml",
                    "projection: people\ntopic: t.people\nkey: id\nfields: { id: long, city: string, rate: double, born: date }\n"),
            new DefinitionFile(
                    "orders.yaml",
                    "projection: orders\ntopic: t.orders\nkey: [shop, number]\nfields: { shop: integer, number: long, person: long, total: decimal }\n"));

    private static final String LOWER = """
            view: lower
            base: people
            joins:
              orders: { many: orders, on: { id: person } }
            fields:
              town: city
              spent: { sum: orders.total }
              born: { fields: { on: born } }
              orders: { each: orders, fields: { number: number, total: total } }
            """;

    @Test
    void the_fields_of_a_view_are_those_of_its_key_and_those_at_the_top_of_its_documents() throws Exception {
        Definitions definitions = read(LOWER);
        DocumentSource lower = definitions.source("lower");
        assertThat(lower.key()).containsExactly("id");
        assertThat(lower.keyTypes()).containsExactly(FieldType.LONG);
        assertThat(lower.fieldNames()).containsExactly("id", "town", "spent", "born", "orders");
        assertThat(lower.fieldNames().stream().map(lower::type))
                .containsExactly(
                        FieldType.LONG, FieldType.STRING, FieldType.DECIMAL, FieldType.OBJECT, FieldType.ARRAY);
    }

    @Test
    void what_is_mapped_whole_keeps_its_form() throws Exception {
        Definitions definitions =
                read(LOWER, "view: upper\nbase: lower\nfields: { id: id, orders: orders, born: born, spent: spent }\n");
        Shape.Obj upper = Shape.of(definitions.view("upper"), definitions);
        Shape.Obj lower = Shape.of(definitions.view("lower"), definitions);
        assertThat(upper.field("orders")).isEqualTo(lower.field("orders")).isInstanceOf(Shape.Arr.class);
        assertThat(upper.field("born")).isEqualTo(lower.field("born"));
        assertThat(upper.field("id")).isEqualTo(new Shape.Leaf(FieldType.LONG));
    }

    @Test
    void views_are_in_the_order_in_which_they_are_made_whatever_their_files_are_called() throws Exception {
        Definitions definitions = read(
                "view: a\nbase: people\njoins:\n  l: { one: z, on: { city: town } }\nfields: { own: l.spent }\n",
                LOWER,
                "view: z\nbase: lower\nkey: town\nfields: { spent: spent }\n");
        assertThat(definitions.viewsInOrder().stream().map(ViewDefinition::name))
                .containsExactly("lower", "z", "a");
        assertThat(definitions.views().keySet()).containsExactly("a", "lower", "z");
        assertThat(definitions.source("z").keyTypes()).containsExactly(FieldType.STRING);
    }

    @Test
    void references_are_kept_of_what_others_join_on_and_of_keys_made_of_fields() throws Exception {
        Definitions definitions = read(
                LOWER,
                "view: upper\nbase: people\njoins:\n  l: { many: lower, on: { city: town } }\nfields: { n: { count: l } }\n",
                "view: towns\nbase: orders\nkey: [shop, person]\nfields: { total: total }\n");
        assertThat(definitions.references("lower")).containsExactly("town");
        assertThat(definitions.references("people")).containsExactly("city");
        assertThat(definitions.references("orders")).containsExactlyInAnyOrder("person", "shop");
        assertThat(definitions.references("upper")).isEmpty();
        assertThat(definitions.isUsed("upper")).isFalse();
        assertThat(definitions.isUsed("lower")).isTrue();
    }

    @Test
    void a_circle_of_views_is_named_once() {
        assertThat(problems(
                        "view: a\nbase: b\nfields: { x: y }\n",
                        "view: b\nbase: people\njoins:\n  c: { one: c, on: { id: id } }\nfields: { y: c.x }\n",
                        "view: c\nbase: a\nfields: { x: x }\n",
                        "view: d\nbase: d\nfields: { x: x }\n"))
                .containsExactlyInAnyOrder(
                        "c.yaml:2 base: a view cannot be made of itself: a -> b -> c -> a",
                        "d.yaml:2 base: a view cannot be made of itself: d -> d");
    }

    @Test
    void a_mistake_in_a_lower_view_is_not_repeated_by_those_that_are_made_of_it() {
        assertThat(problems(
                        LOWER.replace("town: city", "town: ctiy"),
                        "view: upper\nbase: lower\nkey: town\nfields: { town: town, x: anything }\n"))
                .containsExactly("lower.yaml:6 fields.town: 'ctiy' is no field of people; did you mean 'city'?");
    }

    @Test
    void a_name_that_means_the_key_and_something_else_is_refused_where_it_is_used() {
        String lower = "view: lower\nbase: people\nfields: { id: city }\n";
        assertThat(problems(lower)).isEmpty();
        assertThat(problems(lower, "view: upper\nbase: lower\nfields: { x: id }\n"))
                .containsExactly("upper.yaml:2 base: single view 'lower' has a field 'id' that is not its key 'id';"
                        + " rename it before a view is made of it");
    }

    @Test
    void a_key_is_of_fields_of_the_base_that_can_be_keys() {
        assertThat(problems("view: a\nbase: people\nkey: [ctiy, rate, city, city]\nfields: { id: id }\n"))
                .containsExactlyInAnyOrder(
                        "a.yaml:3 key[0]: 'ctiy' is no field of people; did you mean 'city'?",
                        "a.yaml:3 key[1]: 'rate' is of type double, which cannot be a key; string, integer, long, decimal,"
                                + " boolean, date, timestamp, time, objectId can",
                        "a.yaml:3 key[3]: 'city' stands twice in the key");
        assertThat(problems("view: a\nbase: people\nkey: []\nfields: { id: id }\n"))
                .containsExactly("a.yaml:3 key: needs at least one field");
        assertThat(problems(LOWER, "view: upper\nbase: lower\nkey: orders\nfields: { id: id }\n"))
                .containsExactly(
                        "upper.yaml:3 key: 'orders' is of type array, which cannot be a key; string, integer, long,"
                                + " decimal, boolean, date, timestamp, time, objectId can");
    }

    private static Definitions read(String... views) throws Exception {
        return new DefinitionReader(Set.of()).read(PROJECTIONS, files(views));
    }

    private static List<String> problems(String... views) {
        return Reading.problems(Set.of(), PROJECTIONS, files(views));
    }

    private static List<DefinitionFile> files(String... views) {
        List<DefinitionFile> files = new ArrayList<>();
        for (String view : views) {
            files.add(new DefinitionFile(view.substring(6, view.indexOf('\n')) + ".yaml", view));
        }
        return files;
    }
}

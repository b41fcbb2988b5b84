package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A view whose arrays can grow beyond a document is noted, with the size that it follows from. */
class GrowthTest {

    private static final String ORDERS = """
            view: people_orders
            base: people
            joins:
              orders: { many: orders, on: { id: personId } }
              items: { many: items, of: orders, on: { id: orderId } }
            fields:
              id: id
              orders: { each: orders, fields: { id: id, items: { each: items, fields: { id: id, pieces: pieces } } } }
            """;

    @Test
    void arrays_without_a_limit_within_each_other_are_noted() throws DefinitionException {
        assertThat(notes(ORDERS))
                .containsExactly(
                        "transformers/single-views/people_orders.yaml:1: fields.orders and items within it have no"
                                + " limit: an element of it takes 70 bytes and up, and the 16 MB of a document hold 239,674 of them at"
                                + " most; a view that outgrows them is refused, a limit in the join bounds it");
    }

    @Test
    void a_limit_on_either_ends_it() throws DefinitionException {
        assertThat(notes(ORDERS.replace("id: personId }", "id: personId }, limit: 100")))
                .isEmpty();
        assertThat(notes(ORDERS.replace("id: orderId }", "id: orderId }, limit: 100")))
                .isEmpty();
    }

    @Test
    void one_array_of_small_elements_is_not_noted() throws DefinitionException {
        assertThat(notes(ORDERS.replace(", items: { each: items, fields: { id: id, pieces: pieces } }", "")))
                .isEmpty();
    }

    private static List<String> notes(String view) throws DefinitionException {
        List<DefinitionFile> projections = List.of(
                projection("people", "id: long"),
                projection("orders", "id: long, personId: long"),
                projection("items", "id: long, orderId: long, pieces: integer"));
        DefinitionFile file = new DefinitionFile("transformers/single-views/people_orders.yaml", view);
        return Growth.notes(new DefinitionReader(Set.of()).read(projections, List.of(file)));
    }

    private static DefinitionFile projection(String name, String fields) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: " + name + "\ntopic: crm." + name + "\nkey: id\nfields: { " + fields + " }\n");
    }
}

package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a view reads of stored documents. */
class RowCodecTest {

    private static final String LINES = """
            projection: lines
            topic: erp.line
            key: [order, line]
            fields:
              order: { from: O, type: long }
              line: { from: L, type: long }
              price: { from: P, type: decimal }
              note: { from: N, type: object }
            """;

    private static final String ORDERS = """
            projection: orders
            topic: erp.order
            key: order
            fields:
              order: { from: O, type: long }
            """;

    /** Its key stands in its {@code _id}, and nowhere else. */
    private static final String PRICES = """
            view: prices
            base: lines
            fields: { price: price }
            """;

    private static final String BILLS = """
            view: bills
            base: orders
            joins:
              lines: { many: lines, on: { order: order } }
              prices: { many: prices, on: { order: order } }
            fields:
              lines: { each: lines, fields: { price: price, note: note } }
              prices: { each: prices, fields: { line: line, price: price } }
            """;

    /** Made of a view, under another key. */
    private static final String TOTALS = """
            view: totals
            base: prices
            key: line
            fields: { order: order, price: price }
            """;

    private static ViewPlan plan;
    private static ViewPlan totals;

    @BeforeAll
    static void read() throws Exception {
        List<DefinitionFile> projections =
                List.of(new DefinitionFile("lines.yaml", LINES), new DefinitionFile("orders.yaml", ORDERS));
        List<DefinitionFile> views = List.of(
                new DefinitionFile("prices.yaml", PRICES),
                new DefinitionFile("bills.yaml", BILLS),
                new DefinitionFile("totals.yaml", TOTALS));
        Map<String, ViewPlan> plans = ViewPlan.all(new DefinitionReader(Set.of()).read(projections, views));
        plan = plans.get("bills");
        totals = plans.get("totals");
    }

    private static Row row(String alias, Document document) {
        return new RowCodec(plan.node(alias)).row(document);
    }

    private static Object value(String alias, Row row, String field) {
        return row.get(plan.node(alias).position(field));
    }

    @Test
    void fields_of_a_projection_are_those_of_the_document_and_others_are_passed_over() {
        Document note = new Document("by", "Zoë").append("on", List.of(1, 2L));
        Row row = row(
                "lines",
                new Document("_id", new Document("order", 8L).append("line", 1L))
                        .append("extra", "long")
                        .append("note", note)
                        .append("price", Decimal128.parse("2.50"))
                        .append("order", 9L));
        assertThat(value("lines", row, "order")).isEqualTo(9L);
        assertThat(value("lines", row, "price")).isEqualTo(Decimal128.parse("2.50"));
        assertThat(value("lines", row, "note")).isEqualTo(note);
        assertThat(row.isDeleted()).isFalse();
    }

    @Test
    void the_key_of_a_view_is_read_from_its_id_whatever_a_field_says() {
        Row row = row(
                "prices",
                new Document("_id", new Document("line", 2L).append("order", 8L))
                        .append("line", 77L)
                        .append("price", null));
        assertThat(value("prices", row, "order")).isEqualTo(8L);
        assertThat(value("prices", row, "line")).isEqualTo(2L);
        assertThat(value("prices", row, "price")).isNull();
    }

    @Test
    void a_base_that_is_a_view_has_the_parts_of_its_key_and_its_whole_id() {
        Document id = new Document("order", 8L).append("line", 2L);
        Row row = new RowCodec(totals.base()).row(new Document("_id", id).append("order", 77L));
        assertThat(row.get(totals.base().position("order"))).isEqualTo(8L);
        assertThat(row.get(totals.base().position("line"))).isEqualTo(2L);
        assertThat(row.id()).isEqualTo(id);
        assertThat(totals.keyOf(new Document("_id", id))).isEqualTo(Key.of(2L));
    }

    @Test
    void a_base_keeps_its_id_as_it_was_stored() {
        assertThat(row("orders", new Document("_id", 8).append("order", 8L)).id())
                .isEqualTo(8);
        Document composite = new Document("b", 1).append("a", "x");
        assertThat(row("orders", new Document("_id", composite)).id()).isEqualTo(composite);
    }

    @Test
    void a_tombstone_is_one_by_the_date_of_its_deletion() {
        assertThat(deleted(new Document("deletedAt", new Date()))).isTrue();
        assertThat(deleted(new Document("deletedAt", null))).isFalse();
        assertThat(deleted(new Document())).isFalse();
        assertThat(deleted("none of ours")).isFalse();
    }

    private static boolean deleted(Object meta) {
        return row("orders", new Document("_id", 1L).append("_meta", meta)).isDeleted();
    }

    @Test
    void equal_rows_follow_their_keys_part_by_part() {
        List<Row> rows = new ArrayList<>(Stream.of(id(2, 1), id(1, 10), id(1, 9), id(1, 2), id(0, 30))
                .map(id -> row("lines", new Document("_id", id)))
                .toList());
        // Left from when the key had one part.
        rows.add(row("lines", new Document("_id", 1L)));
        rows.sort(Row::byKey);
        assertThat(rows)
                .extracting(Row::id)
                .containsExactly(
                        new Object[] {0L, 30L},
                        1L,
                        new Object[] {1L, 2L},
                        new Object[] {1L, 9L},
                        new Object[] {1L, 10L},
                        new Object[] {2L, 1L});
    }

    private static Document id(long order, long line) {
        return new Document("order", order).append("line", line);
    }

    @Test
    void a_field_that_the_view_does_not_read_has_no_place() {
        assertThatThrownBy(() -> plan.node("prices").position("note"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the view does not read 'note' of 'prices'");
    }
}

package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ItemLayoutTest {

    private static final ItemRow ITEM = new ItemRow(
            600_000,
            7,
            20_000,
            1_000,
            50,
            new BigDecimal("104949.50"),
            new BigDecimal("0.07"),
            LocalDate.of(1996, 2, 29),
            "REG AIR");

    @Test
    void a_line_is_eighty_characters_and_a_line_feed() {
        assertThat(new String(new ItemLine().upsert(ITEM), StandardCharsets.US_ASCII))
                .isEqualTo("U000000600000007000002000000000010000000500000001049" + "49.5000.0719960229REG AIR   \n");
    }

    @Test
    void bindy_reads_back_what_is_written() throws Exception {
        ItemLayout read = ItemFiles.parse(new ItemLine().upsert(ITEM)).get(0);
        assertThat(read.getOp()).isEqualTo("U");
        assertThat(ItemFiles.row(read)).isEqualTo(ITEM);
    }

    @Test
    void what_has_not_been_shipped_has_no_date() throws Exception {
        ItemRow waiting = new ItemRow(1, 1, 2, 3, 4, TpchData.money(0), TpchData.money(0), null, "AIR");
        assertThat(ItemFiles.row(ItemFiles.parse(new ItemLine().upsert(waiting)).get(0)))
                .isEqualTo(waiting);
    }

    @Test
    void a_deleted_item_is_its_key_and_nothing_else() throws Exception {
        ItemLayout read = ItemFiles.parse(new ItemLine().delete(ITEM)).get(0);
        assertThat(read.getOp()).isEqualTo("D");
        assertThat(read.getOrderId()).isEqualTo(600_000);
        assertThat(read.getLine()).isEqualTo(7);
        assertThat(read)
                .extracting("partId", "supplierId", "quantity", "price", "discount", "shipDate")
                .containsOnlyNulls();
    }

    @Test
    void a_number_that_is_too_long_is_not_cut() {
        assertThatThrownBy(() -> new ItemLine().upsert(ITEM.sold(1_000_000, BigDecimal.ONE)))
                .hasMessage("1000000 does not fit into 6 digits at column 37");
    }
}

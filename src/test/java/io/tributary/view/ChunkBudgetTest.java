package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a chunk of views may hold. */
class ChunkBudgetTest {

    private static ChunkBudget ofBytes(long bytes) {
        return new ChunkBudget("orders", 2, new ChunkBudget.Limits(100, bytes, Long.MAX_VALUE));
    }

    private static Row row(Object id, Object... values) {
        return new Row(id, false, values);
    }

    @Test
    void a_field_that_is_missing_takes_its_place_in_the_row_alone() {
        Row sparse = row(1L, new Object[20]);
        assertThatCode(() -> ofBytes(500).take(sparse)).doesNotThrowAnyException();

        Object[] all = new Object[20];
        Arrays.fill(all, 1L);
        assertThatThrownBy(() -> ofBytes(500).take(row(1L, all))).isInstanceOf(ChunkTooWideException.class);
    }

    @Test
    void a_long_key_counts_and_so_do_its_parts() {
        String part = "k".repeat(200);
        assertThatThrownBy(() -> ofBytes(500).take(row(part, 1L))).isInstanceOf(ChunkTooWideException.class);
        assertThatThrownBy(() -> ofBytes(500).take(row(new Object[] {1L, part}, 1L)))
                .isInstanceOf(ChunkTooWideException.class);
        assertThatCode(() -> ofBytes(500).take(row(new Object[] {1L, "k"}, 1L))).doesNotThrowAnyException();
    }
}

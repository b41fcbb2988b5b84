package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cast.CastBatch;
import io.tributary.record.RecordBatch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The comparison compares like with like. */
class CastingCostTest {

    @Test
    void the_definition_and_the_hand_written_cast_give_the_same_values() throws Exception {
        RecordBatch batch = CastingCost.batches(1, 500).get(0);
        CastBatch cast = CastingCost.caster().cast(batch);
        assertThat(cast.rejected()).isEmpty();
        for (int i = 0; i < batch.size(); i++) {
            OrderByHand order = OrderByHand.of(batch.rows().get(i));
            assertThat(cast.records().get(i).values())
                    .isEqualTo(Arrays.asList(
                                    order.orderId(),
                                    order.customerId(),
                                    order.lines(),
                                    order.status(),
                                    order.total(),
                                    order.orderedOn(),
                                    order.updatedAt(),
                                    order.express(),
                                    order.country(),
                                    order.remark())
                            .toArray());
        }
    }
}

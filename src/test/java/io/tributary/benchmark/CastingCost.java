package io.tributary.benchmark;

import io.tributary.cast.CastBatch;
import io.tributary.cast.Caster;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.record.RecordBatch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What casting through a definition costs, beside the same ten fields cast by hand ({@link OrderByHand}). The two take turns over the
 * same batches, so that whatever else the machine does meets both; of each the median of the rounds counts.
 *
 * <p>Arguments: rounds (default 60).
 */
public final class CastingCost {

    static final List<String> COLUMNS = List.of(
            "ORDER_ID", "CUST_ID", "LINES", "STATUS", "TOTAL", "ORDERED", "LAST_UPD", "EXPRESS", "COUNTRY", "REMARK");

    static final String DEFINITION = """
            projection: orders
            topic: shop.order
            key: orderId
            version: updatedAt
            fields:
              orderId:    { from: ORDER_ID, type: long }
              customerId: { from: CUST_ID, type: long, required: true }
              lines:      { from: LINES, type: integer, required: true }
              status:
                from: STATUS
                type: string
                required: true
                cast: { codes: { table: { O: open, P: paid, S: shipped, C: cancelled } } }
              total:      { from: TOTAL, type: decimal, decimal: "," }
              orderedOn:  { from: ORDERED, type: date, format: dd/MM/yyyy }
              updatedAt:  { from: LAST_UPD, type: timestamp, format: "yyyy-MM-dd HH:mm:ss", zone: Europe/Rome }
              express:    { from: EXPRESS, type: boolean, "true": Y, "false": N }
              country:    { from: COUNTRY, type: string, cast: upper }
              remark:     { from: REMARK, type: string }
            """;

    private static final int BATCH = 1_000;
    private static final int BATCHES = 50;
    private static final int WARM_UP = 20;

    private CastingCost() {}

    /** Runs and prints the comparison. */
    public static void main(String[] arguments) throws DefinitionException {
        int rounds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        Caster caster = caster();
        List<RecordBatch> batches = batches(BATCHES, BATCH);
        double[] defined = new double[rounds];
        double[] byHand = new double[rounds];
        long sum = 0;
        for (int round = -WARM_UP; round < rounds; round++) {
            long start = System.nanoTime();
            sum += define(caster, batches);
            long middle = System.nanoTime();
            sum += byHand(batches);
            long end = System.nanoTime();
            if (round >= 0) {
                defined[round] = (middle - start) / (double) (BATCH * BATCHES);
                byHand[round] = (end - middle) / (double) (BATCH * BATCHES);
            }
        }
        Arrays.sort(defined);
        Arrays.sort(byHand);
        double ratio = defined[rounds / 2] / byHand[rounds / 2];
        System.out.printf("%d rounds of %,d records, %d records checked%n", rounds, BATCH * BATCHES, sum);
        System.out.printf("%-12s %12s %12s%n", "", "median ns", "least ns");
        System.out.printf("%-12s %12.0f %12.0f%n", "definition", defined[rounds / 2], defined[0]);
        System.out.printf("%-12s %12.0f %12.0f%n", "by hand", byHand[rounds / 2], byHand[0]);
        System.out.printf("definition / by hand: %.2f (median), %.2f (least)%n", ratio, defined[0] / byHand[0]);
    }

    static Caster caster() throws DefinitionException {
        return new Caster(
                new DefinitionReader(Set.of())
                        .read(List.of(new DefinitionFile("orders.yaml", DEFINITION)), List.of())
                        .projection("orders"),
                Map.of());
    }

    private static long define(Caster caster, List<RecordBatch> batches) {
        long records = 0;
        for (RecordBatch batch : batches) {
            CastBatch cast = caster.cast(batch);
            records += cast.records().size();
        }
        return records;
    }

    private static long byHand(List<RecordBatch> batches) {
        long records = 0;
        for (RecordBatch batch : batches) {
            List<OrderByHand> orders = new ArrayList<>(batch.size());
            for (@Nullable Object[] row : batch.rows()) {
                try {
                    orders.add(OrderByHand.of(row));
                } catch (RuntimeException e) {
                    continue; // A rejected record.
                }
            }
            records += orders.size();
        }
        return records;
    }

    /** Batches as a CSV agent sends them: texts. */
    static List<RecordBatch> batches(int count, int size) {
        Random random = new Random(42);
        List<RecordBatch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (int row = 0; row < size; row++) {
                rows.add(row(random));
            }
            batches.add(new RecordBatch(
                    "shop.order", "csv", "orders.csv", Instant.EPOCH, 0, COLUMNS, rows, new BitSet(), null, Map.of()));
        }
        return batches;
    }

    private static @Nullable Object[] row(Random random) {
        LocalDate ordered = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4000));
        // Not within the hours that the clocks leave out or show twice.
        LocalDateTime updated = ordered.atTime(8, 0).plusSeconds(random.nextInt(50_000));
        return new Object[] {
            String.valueOf(1_000_000 + random.nextInt(9_000_000)),
            String.valueOf(random.nextInt(500_000)),
            String.valueOf(1 + random.nextInt(20)),
            List.of("O", "P", "S", "C").get(random.nextInt(4)),
            random.nextInt(100_000) + "," + (10 + random.nextInt(90)),
            ordered.format(DateTimeFormatter.ofPattern("dd/MM/uuuu")),
            updated.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")),
            random.nextBoolean() ? "Y" : "N",
            List.of("it", "de", "fr", "ch").get(random.nextInt(4)),
            random.nextInt(3) == 0 ? "" : "left at the neighbour's " + random.nextInt(100)
        };
    }
}

package io.tributary.bounds;

import java.time.LocalDateTime;
import java.util.Locale;

/** Orders by their number, from 1: what a row holds follows from it, so that every row can be checked and none has to be kept. */
final class Orders {

    static final String PROJECTION = """
            projection: orders
            topic: erp.orders
            key: orderId
            version: updatedAt
            fields:
              orderId:    { from: ORDER_ID, type: long }
              customerId: { from: CUST_ID, type: long }
              status:     { from: STATUS, type: string }
              total:      { from: TOTAL, type: decimal }
              updatedAt:  { from: UPDATED_AT, type: timestamp, zone: UTC }
              comment:    { from: COMMENT, type: string }
            """;

    static final String TOPIC = "erp.orders";

    private static final LocalDateTime FIRST_UPDATE = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String STATUS = "OFP";

    private Orders() {}

    static long customer(long order) {
        return order * 7_919 % 100_003;
    }

    static String status(long order) {
        return STATUS.substring((int) (order % 3), (int) (order % 3) + 1);
    }

    static String total(long order) {
        return String.format(Locale.ROOT, "%d.%02d", order * 31 % 500_000, order % 100);
    }

    /** Ten orders share each second. */
    static LocalDateTime updatedAt(long order) {
        return FIRST_UPDATE.plusSeconds(order / 10);
    }

    /** With a comma and quotes now and then, so that a CSV file has to quote it. */
    static String comment(long order) {
        String text = "left at door " + order * 48_271 % 1_000_003;
        return order % 50 == 0 ? text + ", \"" + order + "\"" : text;
    }
}

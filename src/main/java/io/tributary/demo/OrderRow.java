package io.tributary.demo;

import java.math.BigDecimal;
import java.time.LocalDate;

/** An order as the ERP holds it, without the time of its last update; the total has two decimals. */
record OrderRow(
        long id,
        long customerId,
        String status,
        BigDecimal total,
        LocalDate date,
        String priority,
        String clerk,
        String comment) {

    OrderRow withId(long newId) {
        return new OrderRow(newId, customerId, status, total, date, priority, clerk, comment);
    }
}

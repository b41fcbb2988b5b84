package io.tributary.demo;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A customer as the CRM holds it; the balance has two decimals. */
record CustomerRow(
        long id,
        String name,
        String address,
        int nationId,
        String phone,
        BigDecimal balance,
        String segment,
        LocalDate since,
        String comment) {

    CustomerRow movedTo(String newAddress, int newNationId) {
        return new CustomerRow(id, name, newAddress, newNationId, phone, balance, segment, since, comment);
    }

    CustomerRow inSegment(String newSegment) {
        return new CustomerRow(id, name, address, nationId, phone, balance, newSegment, since, comment);
    }
}

package io.tributary.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A line item as logistics holds it; price and discount have two decimals, what has not been shipped has no date. */
record ItemRow(
        long orderId,
        int line,
        long partId,
        long supplierId,
        int quantity,
        BigDecimal price,
        BigDecimal discount,
        @Nullable LocalDate shipDate,
        String shipMode) {

    ItemRow withKey(long newOrderId, int newLine) {
        return new ItemRow(newOrderId, newLine, partId, supplierId, quantity, price, discount, shipDate, shipMode);
    }

    ItemRow ofPart(long newPartId, long newSupplierId) {
        return new ItemRow(orderId, line, newPartId, newSupplierId, quantity, price, discount, shipDate, shipMode);
    }

    ItemRow sold(int newQuantity, BigDecimal newPrice) {
        return new ItemRow(orderId, line, partId, supplierId, newQuantity, newPrice, discount, shipDate, shipMode);
    }
}

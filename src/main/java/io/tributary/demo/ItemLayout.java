package io.tributary.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.camel.dataformat.bindy.annotation.DataField;
import org.apache.camel.dataformat.bindy.annotation.FixedLengthRecord;
import org.jspecify.annotations.Nullable;

/**
 * A line of the logistics files {@code items-*.txt}: 80 characters of ASCII and a line feed. Numbers are filled with zeros,
 * decimals have a point and two digits; a line that deletes has blanks after its key, and so null values here.
 */
@FixedLengthRecord(length = ItemLayout.LENGTH, crlf = "UNIX")
public class ItemLayout {

    /** Characters of a line, without its end. */
    public static final int LENGTH = 80;

    @DataField(pos = 1, length = 1, trim = true)
    private @Nullable String op;

    @DataField(pos = 2, length = 12, trim = true)
    private @Nullable Long orderId;

    @DataField(pos = 14, length = 3, trim = true)
    private @Nullable Integer line;

    @DataField(pos = 17, length = 10, trim = true)
    private @Nullable Long partId;

    @DataField(pos = 27, length = 10, trim = true)
    private @Nullable Long supplierId;

    @DataField(pos = 37, length = 6, trim = true)
    private @Nullable Integer quantity;

    @DataField(pos = 43, length = 15, precision = 2, trim = true)
    private @Nullable BigDecimal price;

    @DataField(pos = 58, length = 5, precision = 2, trim = true)
    private @Nullable BigDecimal discount;

    @DataField(pos = 63, length = 8, pattern = "yyyyMMdd", trim = true)
    private @Nullable LocalDate shipDate;

    @DataField(pos = 71, length = 10, align = "L", trim = true)
    private @Nullable String shipMode;

    /** {@code U} for an item that is there, {@code D} for one that is gone. */
    public @Nullable String getOp() {
        return op;
    }

    public void setOp(@Nullable String op) {
        this.op = op;
    }

    public @Nullable Long getOrderId() {
        return orderId;
    }

    public void setOrderId(@Nullable Long orderId) {
        this.orderId = orderId;
    }

    public @Nullable Integer getLine() {
        return line;
    }

    public void setLine(@Nullable Integer line) {
        this.line = line;
    }

    public @Nullable Long getPartId() {
        return partId;
    }

    public void setPartId(@Nullable Long partId) {
        this.partId = partId;
    }

    public @Nullable Long getSupplierId() {
        return supplierId;
    }

    public void setSupplierId(@Nullable Long supplierId) {
        this.supplierId = supplierId;
    }

    public @Nullable Integer getQuantity() {
        return quantity;
    }

    public void setQuantity(@Nullable Integer quantity) {
        this.quantity = quantity;
    }

    public @Nullable BigDecimal getPrice() {
        return price;
    }

    public void setPrice(@Nullable BigDecimal price) {
        this.price = price;
    }

    public @Nullable BigDecimal getDiscount() {
        return discount;
    }

    public void setDiscount(@Nullable BigDecimal discount) {
        this.discount = discount;
    }

    /** Nothing while the item has not been shipped. */
    public @Nullable LocalDate getShipDate() {
        return shipDate;
    }

    public void setShipDate(@Nullable LocalDate shipDate) {
        this.shipDate = shipDate;
    }

    public @Nullable String getShipMode() {
        return shipMode;
    }

    public void setShipMode(@Nullable String shipMode) {
        this.shipMode = shipMode;
    }
}

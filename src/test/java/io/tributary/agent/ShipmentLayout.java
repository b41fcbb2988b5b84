package io.tributary.agent;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.camel.dataformat.bindy.annotation.DataField;
import org.apache.camel.dataformat.bindy.annotation.FixedLengthRecord;

/** A line of 31 characters: what it does, a number, an amount, a date, a text. */
@FixedLengthRecord(length = 31, crlf = "UNIX")
public class ShipmentLayout {

    @DataField(pos = 1, length = 1, trim = true)
    private String op;

    @DataField(pos = 2, length = 6, trim = true)
    private Long orderId;

    @DataField(pos = 8, length = 8, precision = 2, trim = true)
    private BigDecimal price;

    @DataField(pos = 16, length = 8, pattern = "yyyyMMdd", trim = true)
    private LocalDate shipDate;

    @DataField(pos = 24, length = 8, align = "L", trim = true)
    private String mode;

    public void setOp(String op) {
        this.op = op;
    }

    public void setOrderId(Long orderId) {
        this.orderId = orderId;
    }

    public void setPrice(BigDecimal price) {
        this.price = price;
    }

    public void setShipDate(LocalDate shipDate) {
        this.shipDate = shipDate;
    }

    public void setMode(String mode) {
        this.mode = mode;
    }

    static String line(String op, long orderId, String price, String date, String mode) {
        return String.format("%s%06d%8s%8s%-8s", op, orderId, price, date, mode);
    }
}

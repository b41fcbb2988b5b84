package io.tributary.demo;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.dataformat.bindy.fixed.BindyFixedLengthDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Reads item files through Bindy, as the fixed-length agent does. */
final class ItemFiles {

    private ItemFiles() {}

    static List<ItemLayout> parse(byte[] lines) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext();
                BindyFixedLengthDataFormat format = new BindyFixedLengthDataFormat(ItemLayout.class);
                InputStream in = new ByteArrayInputStream(lines)) {
            format.setCamelContext(camel);
            format.start();
            Exchange exchange = new DefaultExchange(camel);
            Object read = format.unmarshal(exchange, in);
            List<ItemLayout> items = new ArrayList<>();
            (read instanceof List<?> many ? many : List.of(read)).forEach(i -> items.add((ItemLayout) i));
            return items;
        }
    }

    static ItemRow row(ItemLayout i) {
        return new ItemRow(
                i.getOrderId(),
                i.getLine(),
                i.getPartId(),
                i.getSupplierId(),
                i.getQuantity(),
                i.getPrice(),
                i.getDiscount(),
                i.getShipDate(),
                i.getShipMode());
    }
}

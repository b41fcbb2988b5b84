package io.tributary.demo;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.Part;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.Supplier;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of TPC-H at one scale, generated as they are asked for. Any single row can be had too: a generator can be told to make
 * one part of as many as there are rows, and finds its seed without making the others.
 */
final class TpchData {

    /** Of the 300 MB that TPC-H asks for, this is enough for comments; keys and numbers do not depend on it. */
    private static final int TEXT_BYTES = 1 << 20;

    private static final LocalDate FIRST_CUSTOMER = LocalDate.of(1980, 1, 1);

    private final double scale;
    private final Distributions distributions = Distributions.getDefaultDistributions();
    private final TextPool text = new TextPool(TEXT_BYTES, distributions);

    /** @throws IllegalArgumentException for a scale that makes no company */
    TpchData(double scale) {
        if (!(scale >= 0.0001 && scale <= 10)) {
            throw new IllegalArgumentException(
                    "scale: " + scale + " must be from 0.0001 (150 orders) to 10 (15,000,000 orders)");
        }
        this.scale = scale;
    }

    int customerCount() {
        return count(CustomerGenerator.SCALE_BASE);
    }

    int orderCount() {
        return count(OrderGenerator.SCALE_BASE);
    }

    int partCount() {
        return count(PartGenerator.SCALE_BASE);
    }

    int supplierCount() {
        return count(SupplierGenerator.SCALE_BASE);
    }

    private int count(int base) {
        return (int) GenerateUtils.calculateRowCount(base, scale, 1, 1);
    }

    /** The key of the n-th order, from 1: of 32 keys TPC-H uses the first eight. */
    static long orderId(long index) {
        return ((index >> 3) << 5) | (index & 7);
    }

    private static int orderIndex(long orderId) {
        return (int) (((orderId >> 5) << 3) | (orderId & 7));
    }

    Stream<CustomerRow> customers() {
        return stream(new CustomerGenerator(scale, 1, 1, distributions, text)).map(TpchData::row);
    }

    /** The customer as first generated; the key must be from 1 to {@link #customerCount()}. */
    CustomerRow customer(long id) {
        return row(new CustomerGenerator(scale, (int) id, customerCount(), distributions, text)
                .iterator()
                .next());
    }

    Stream<OrderRow> orders() {
        return stream(new OrderGenerator(scale, 1, 1, distributions, text)).map(TpchData::row);
    }

    /** The order as first generated; the key must be one of {@link #orderId}. */
    OrderRow order(long id) {
        return row(new OrderGenerator(scale, orderIndex(id), orderCount(), distributions, text)
                .iterator()
                .next());
    }

    Stream<ItemRow> items() {
        return stream(new LineItemGenerator(scale, 1, 1, distributions, text)).map(TpchData::row);
    }

    /** The items of an order as first generated; the key must be one of {@link #orderId}. */
    List<ItemRow> itemsOf(long orderId) {
        return stream(new LineItemGenerator(scale, orderIndex(orderId), orderCount(), distributions, text))
                .map(TpchData::row)
                .toList();
    }

    Stream<Part> parts() {
        return stream(new PartGenerator(scale, 1, 1, distributions, text));
    }

    Stream<Supplier> suppliers() {
        return stream(new SupplierGenerator(scale, 1, 1, distributions, text));
    }

    Stream<NationRow> nations() {
        return stream(new NationGenerator(distributions, text))
                .map(n ->
                        new NationRow((int) n.getNationKey(), LegacyText.nation(n.getName()), (int) n.getRegionKey()));
    }

    Stream<RegionRow> regions() {
        return stream(new RegionGenerator(distributions, text))
                .map(r -> new RegionRow((int) r.getRegionKey(), r.getName()));
    }

    private static CustomerRow row(Customer c) {
        long id = c.getCustomerKey();
        return new CustomerRow(
                id,
                LegacyText.name(id, c.getName()),
                LegacyText.address(id, c.getAddress()),
                (int) c.getNationKey(),
                c.getPhone(),
                money(c.getAccountBalanceInCents()),
                c.getMarketSegment(),
                FIRST_CUSTOMER.plusDays(id * 7919 % 14_600),
                LegacyText.comment(id, c.getComment()));
    }

    private static OrderRow row(Order o) {
        return new OrderRow(
                o.getOrderKey(),
                o.getCustomerKey(),
                String.valueOf(o.getOrderStatus()),
                money(o.getTotalPriceInCents()),
                LocalDate.ofEpochDay(o.getOrderDate()),
                o.getOrderPriority(),
                o.getClerk(),
                o.getComment().strip());
    }

    private static ItemRow row(LineItem i) {
        return new ItemRow(
                i.getOrderKey(),
                i.getLineNumber(),
                i.getPartKey(),
                i.getSupplierKey(),
                (int) i.getQuantity(),
                money(i.getExtendedPriceInCents()),
                money(i.getDiscountPercent()),
                shipDate(i),
                i.getShipMode());
    }

    /** One item in fifty has not been shipped. */
    private static @Nullable LocalDate shipDate(LineItem i) {
        return (i.getOrderKey() + i.getLineNumber()) % 50 == 0 ? null : LocalDate.ofEpochDay(i.getShipDate());
    }

    static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private static <T> Stream<T> stream(Iterable<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}

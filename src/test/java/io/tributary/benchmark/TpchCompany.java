package io.tributary.benchmark;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.TextPool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The company of TPC-H with some number of customers, held in memory: ten orders and forty line items a customer on average, none for
 * each third customer. The same on every machine.
 */
final class TpchCompany {

    /** Of the 300 MB that TPC-H asks for, this is enough for names and addresses. */
    private static final int TEXT_BYTES = 1 << 20;

    private final Map<Integer, Region> regions = new LinkedHashMap<>();
    private final Map<Integer, Nation> nations = new LinkedHashMap<>();
    private final SortedMap<Long, Customer> customers = new TreeMap<>();

    record Region(int id, String name) {}

    record Nation(int id, String name, int region) {}

    record Customer(
            long id,
            String name,
            String address,
            int nation,
            String phone,
            BigDecimal balance,
            String segment,
            List<Placed> orders) {}

    /** An order. */
    record Placed(
            long id,
            long customer,
            String status,
            BigDecimal total,
            LocalDate date,
            String priority,
            List<Item> items) {}

    record Item(long order, int line, int quantity, BigDecimal price, BigDecimal discount, String shipMode) {}

    TpchCompany(int customerCount) {
        double scale = customerCount / (double) CustomerGenerator.SCALE_BASE;
        Distributions distributions = Distributions.getDefaultDistributions();
        TextPool text = new TextPool(TEXT_BYTES, distributions);
        new RegionGenerator(distributions, text)
                .forEach(r -> regions.put((int) r.getRegionKey(), new Region((int) r.getRegionKey(), r.getName())));
        new NationGenerator(distributions, text)
                .forEach(n -> nations.put((int) n.getNationKey(), new Nation((int) n.getNationKey(), n.getName(), (int)
                        n.getRegionKey())));
        new CustomerGenerator(scale, 1, 1, distributions, text)
                .forEach(c -> customers.put(
                        c.getCustomerKey(),
                        new Customer(
                                c.getCustomerKey(),
                                c.getName(),
                                c.getAddress().strip(),
                                (int) c.getNationKey(),
                                c.getPhone(),
                                money(c.getAccountBalanceInCents()),
                                c.getMarketSegment(),
                                new ArrayList<>())));
        Map<Long, Placed> orders = new HashMap<>();
        for (Order order : new OrderGenerator(scale, 1, 1, distributions, text)) {
            Placed placed = placed(order);
            orders.put(placed.id(), placed);
            customers.get(placed.customer()).orders().add(placed);
        }
        for (LineItem item : new LineItemGenerator(scale, 1, 1, distributions, text)) {
            orders.get(item.getOrderKey()).items().add(item(item));
        }
    }

    private TpchCompany() {}

    /** A company of customers alone, all in nation 0, which 25 nations cannot give. */
    static TpchCompany ofOneNation(int customerCount) {
        TpchCompany company = new TpchCompany();
        company.regions.put(0, new Region(0, "AFRICA"));
        company.nations.put(0, new Nation(0, "ALGERIA", 0));
        for (long id = 1; id <= customerCount; id++) {
            Customer customer = new Customer(
                    id, "Customer#%09d".formatted(id), "Street " + id, 0, "10-" + id, money(id), "BUILDING", List.of());
            company.customers.put(id, customer);
        }
        return company;
    }

    private static Placed placed(Order o) {
        return new Placed(
                o.getOrderKey(),
                o.getCustomerKey(),
                String.valueOf(o.getOrderStatus()),
                money(o.getTotalPriceInCents()),
                LocalDate.ofEpochDay(o.getOrderDate()),
                o.getOrderPriority(),
                new ArrayList<>(7));
    }

    private static Item item(LineItem i) {
        return new Item(
                i.getOrderKey(),
                i.getLineNumber(),
                (int) i.getQuantity(),
                money(i.getExtendedPriceInCents()),
                money(i.getDiscountPercent()),
                i.getShipMode().intern());
    }

    private static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    Map<Integer, Region> regions() {
        return regions;
    }

    Map<Integer, Nation> nations() {
        return nations;
    }

    /** By key, in its order. */
    SortedMap<Long, Customer> customers() {
        return customers;
    }

    /** The customers who ordered something, in the order of their keys: the first item of their first order is what changes. */
    List<Customer> buyers() {
        return customers.values().stream()
                .filter(customer -> !customer.orders().isEmpty())
                .toList();
    }
}

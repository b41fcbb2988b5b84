package io.tributary.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Changes the systems of record the way they change in life: customers and nations by a new CSV file, orders, parts and suppliers
 * by SQL, items by a new file on the FTP server. The same seed on the same company makes the same changes. For one thread.
 */
public final class LiveChanges implements AutoCloseable {

    private static final int CHANGES_PER_FILE = 50;
    private static final int TRIES = 100;
    private static final String CUSTOMER_360 = "customer_360";
    private static final String ORDER_OVERVIEW = "order_overview";

    private final Sql sql;
    private final boolean withTruth;
    private final TpchData data;
    private final Choice choice;
    private final CustomerChanges customers;
    private final OrderChanges orders;
    private final ItemChanges items;
    private final RandomChanges random;

    LiveChanges(TradingCompany company, Sql sql, long seed) {
        this.sql = sql;
        data = company.data();
        withTruth = company.withTruth();
        TruthTables truth = new TruthTables(sql, withTruth);
        choice = new Choice(sql, new Random(seed));
        customers = new CustomerChanges(
                data, truth, choice, company.customerWriter(CHANGES_PER_FILE), company.nationWriter());
        orders = new OrderChanges(new ErpTables(sql, company.clock()), data, choice);
        items = new ItemChanges(data, truth, choice, company.itemWriter(CHANGES_PER_FILE));
        random = new RandomChanges(customers, orders, items, new CatalogChanges(sql, choice), choice);
    }

    /** A customer gets another address in another nation. */
    public Change moveCustomer() {
        CustomerRow before = customer();
        CustomerRow after = customers.move(before);
        customers.flush();
        String nation = customers.nationName(after.nationId());
        return new Change(
                "customer " + after.id() + " moves to " + nation,
                List.of(
                        Expectation.has(CUSTOMER_360, after.id(), "contact.address", after.address()),
                        Expectation.has(CUSTOMER_360, after.id(), "nation", nation)));
    }

    /** An order is given to another customer: it leaves one view and enters another. */
    public Change orderChangesHands() {
        OrderRow order = order(o -> true);
        CustomerRow to = customerOtherThan(order.customerId());
        orders.giveTo(order, to.id());
        return new Change(
                "order " + order.id() + " goes from customer " + order.customerId() + " to " + to.id(),
                List.of(
                        Expectation.has(CUSTOMER_360, to.id(), "orders.orderId", order.id()),
                        Expectation.lacks(CUSTOMER_360, order.customerId(), "orders.orderId", order.id()),
                        Expectation.has(ORDER_OVERVIEW, order.id(), "customer.name", to.name())));
    }

    /** An item of an order is deleted. */
    public Change deleteItem() {
        OrderRow order = order(o -> !items.of(o.id()).isEmpty());
        ItemRow item = choice.oneOf(items.of(order.id()));
        items.delete(item);
        items.flush();
        return new Change(
                "item " + item.line() + " of order " + order.id() + " is deleted",
                List.of(Expectation.lacks(ORDER_OVERVIEW, order.id(), "items.line", item.line())));
    }

    /** So many new orders with one to four items each; the items share a file. */
    public List<Change> newOrders(int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(newOrder());
        }
        items.flush();
        return changes;
    }

    private Change newOrder() {
        CustomerRow customer = customer();
        OrderRow order = orders.insert(customer.id());
        int lines = 1 + choice.number(4);
        for (int line = 1; line <= lines; line++) {
            items.add(order.id(), line);
        }
        return new Change(
                "customer " + customer.id() + " places order " + order.id() + " with " + lines
                        + (lines == 1 ? " item" : " items"),
                List.of(
                        Expectation.has(ORDER_OVERVIEW, order.id(), "itemCount", lines),
                        Expectation.has(CUSTOMER_360, customer.id(), "orders.orderId", order.id())));
    }

    /**
     * Makes so many changes of all kinds; those that come in files share a file by fifty, and the last files show at the end.
     *
     * @return how many changes there were of each kind
     * @throws IllegalStateException if the company was made without the truth: nobody would know what is there to change
     */
    public Map<String, Integer> randomChanges(int count) {
        if (!withTruth) {
            throw new IllegalStateException("random changes need a company that was created with its truth");
        }
        Map<String, Integer> made = random.apply(count);
        customers.flush();
        items.flush();
        return made;
    }

    private CustomerRow customer() {
        return customers.any().orElseThrow(() -> new IllegalStateException("there is no customer left"));
    }

    private CustomerRow customerOtherThan(long id) {
        return Stream.generate(this::customer)
                .limit(TRIES)
                .filter(c -> c.id() != id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no customer left but " + id));
    }

    /** An order of the first load, since only of these one knows the items without the truth. */
    private OrderRow order(Predicate<OrderRow> fits) {
        long last = TpchData.orderId(data.orderCount());
        for (int i = 0; i < TRIES; i++) {
            Optional<OrderRow> order = orders.any().filter(o -> o.id() <= last).filter(fits);
            if (order.isPresent()) {
                return order.get();
            }
        }
        throw new IllegalStateException("there is no order left that would do");
    }

    @Override
    public void close() {
        sql.close();
    }
}

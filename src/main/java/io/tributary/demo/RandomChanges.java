package io.tributary.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Every kind of change, by weight, so that in the long run nothing dies out. A kind that finds nothing to change, such as a deleted row, is drawn again. */
final class RandomChanges {

    /** A kind of change; it answers whether it changed something. */
    private record Kind(String name, int weight, BooleanSupplier change) {}

    private final CustomerChanges customers;
    private final OrderChanges orders;
    private final ItemChanges items;
    private final Choice choice;
    private final List<Kind> kinds;
    private final int weights;

    RandomChanges(
            CustomerChanges customers, OrderChanges orders, ItemChanges items, CatalogChanges catalog, Choice choice) {
        this.customers = customers;
        this.orders = orders;
        this.items = items;
        this.choice = choice;
        kinds = List.of(
                new Kind("customer moves", 80, () -> with(customers.any(), customers::move)),
                new Kind("customer changes segment", 40, () -> with(customers.any(), customers::changeSegment)),
                new Kind("customer deleted", 30, () -> with(customers.any(), customers::delete)),
                new Kind("customer re-inserted", 35, customers::reinsert),
                new Kind("nation renamed", 3, this::renameNation),
                new Kind("order changes hands", 120, this::giveOrder),
                new Kind("order changes status", 70, () -> with(orders.any(), orders::changeStatus)),
                new Kind("order deleted", 60, () -> with(orders.any(), orders::delete)),
                new Kind("order re-inserted", 40, () -> orders.reinsert(someCustomer())),
                new Kind("order new", 50, this::newOrder),
                new Kind("order changes key", 40, () -> with(orders.any(), this::changeKey)),
                new Kind("item changes", 100, () -> with(items.any(), items::sell)),
                new Kind("item deleted", 60, () -> with(items.any(), items::delete)),
                new Kind("item re-inserted", 40, items::reinsert),
                new Kind("item new", 50, () -> with(orders.any(), o -> items.add(o.id()))),
                new Kind("item moves", 80, () -> with(items.any(), i -> items.move(i, someOrder()))),
                new Kind("item changes part", 40, () -> with(items.any(), items::changePart)),
                new Kind("part renamed", 25, catalog::renamePart),
                new Kind("part priced", 15, catalog::pricePart),
                new Kind("part deleted", 8, catalog::deletePart),
                new Kind("part inserted", 10, catalog::insertPart),
                new Kind("supplier renamed", 15, catalog::renameSupplier),
                new Kind("supplier deleted", 4, catalog::deleteSupplier),
                new Kind("supplier inserted", 5, catalog::insertSupplier));
        weights = kinds.stream().mapToInt(Kind::weight).sum();
    }

    /** Makes so many changes; returns how many there were of each kind. */
    Map<String, Integer> apply(int changes) {
        Map<String, Integer> made = new TreeMap<>();
        for (int done = 0; done < changes; ) {
            Kind kind = draw();
            if (kind.change().getAsBoolean()) {
                made.merge(kind.name(), 1, Integer::sum);
                done++;
            }
        }
        return made;
    }

    private Kind draw() {
        int at = choice.number(weights);
        for (Kind kind : kinds) {
            at -= kind.weight();
            if (at < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the weights do not add up to " + weights);
    }

    private static <T> boolean with(Optional<T> row, Consumer<T> change) {
        row.ifPresent(change);
        return row.isPresent();
    }

    private boolean renameNation() {
        customers.renameNation();
        return true;
    }

    private boolean giveOrder() {
        return with(orders.any(), order -> orders.giveTo(order, someCustomer()));
    }

    private boolean newOrder() {
        long order = orders.insert(someCustomer()).id();
        int lines = choice.number(4);
        for (int line = 1; line <= lines; line++) {
            items.add(order, line);
        }
        return true;
    }

    /** The items follow their order, each deleted and written again. */
    private void changeKey(OrderRow order) {
        long newId = orders.changeKey(order);
        items.of(order.id()).forEach(item -> items.move(item, newId));
    }

    /** Now and then one that is gone: systems of record do not know each other. */
    private long someCustomer() {
        Optional<Long> gone = choice.oneIn(10) ? choice.gone(Choice.CUSTOMER).map(Choice.Gone::id) : Optional.empty();
        return gone.or(choice::customer).orElse(1L);
    }

    private long someOrder() {
        Optional<Long> gone = choice.oneIn(10) ? choice.gone(Choice.ORDER).map(Choice.Gone::id) : Optional.empty();
        return gone.or(choice::order).orElse(1L);
    }
}

package io.tributary.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Changes of orders, made by SQL. */
final class OrderChanges {

    private static final List<String> STATES = List.of("F", "O", "P");
    private static final List<String> PRIORITIES =
            List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");
    private static final LocalDate FIRST_NEW = LocalDate.of(1998, 8, 3);

    private final ErpTables erp;
    private final TpchData data;
    private final Choice choice;

    OrderChanges(ErpTables erp, TpchData data, Choice choice) {
        this.erp = erp;
        this.data = data;
        this.choice = choice;
    }

    Optional<OrderRow> any() {
        return choice.order().flatMap(erp::order);
    }

    void giveTo(OrderRow order, long customerId) {
        erp.giveOrder(order.id(), customerId);
    }

    void changeStatus(OrderRow order) {
        erp.setStatus(order.id(), choice.oneOf(STATES), choice.money());
    }

    /** The order goes, its items stay where they are. */
    void delete(OrderRow order) {
        erp.deleteOrder(order.id());
        choice.markGone(Choice.ORDER, order.id(), 0);
    }

    boolean reinsert(long customerId) {
        Optional<Choice.Gone> gone = choice.gone(Choice.ORDER);
        gone.ifPresent(g -> {
            choice.unmarkGone(Choice.ORDER, g.id(), 0);
            erp.insert(order(g.id(), customerId));
        });
        return gone.isPresent();
    }

    OrderRow insert(long customerId) {
        OrderRow order = order(newId(), customerId);
        erp.insert(order);
        return order;
    }

    /** The order comes back under another key, which is returned. */
    long changeKey(OrderRow order) {
        long newId = newId();
        erp.changeKey(order, newId);
        choice.markGone(Choice.ORDER, order.id(), 0);
        return newId;
    }

    private long newId() {
        long first = TpchData.orderId(data.orderCount()) + 1;
        return Math.max(first, choice.newId(Choice.ORDER, "ORDERS", "ORDER_ID"));
    }

    private OrderRow order(long id, long customerId) {
        return new OrderRow(
                id,
                customerId,
                choice.oneOf(STATES),
                choice.money(),
                FIRST_NEW.plusDays(choice.number(5_000)),
                choice.oneOf(PRIORITIES),
                "Clerk#" + (1 + choice.number(900)),
                "written live");
    }
}

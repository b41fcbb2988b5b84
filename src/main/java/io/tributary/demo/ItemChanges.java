package io.tributary.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Changes of line items, which arrive as new fixed-length files on the FTP server. */
final class ItemChanges {

    private static final List<String> MODES = List.of("AIR", "FOB", "MAIL", "RAIL", "REG AIR", "SHIP", "TRUCK");
    private static final LocalDate FIRST_SHIPPED = LocalDate.of(1998, 1, 1);

    private final TpchData data;
    private final TruthTables truth;
    private final Choice choice;
    private final DropWriter items;
    private final ItemLine line = new ItemLine();

    ItemChanges(TpchData data, TruthTables truth, Choice choice, DropWriter items) {
        this.data = data;
        this.truth = truth;
        this.choice = choice;
        this.items = items;
    }

    Optional<ItemRow> any() {
        return choice.orderOfItems().map(o -> choice.oneOf(truth.items(o)));
    }

    /** The items of an order. Without the truth they are those first generated, and the order must be as old. */
    List<ItemRow> of(long orderId) {
        return truth.kept() ? truth.items(orderId) : data.itemsOf(orderId);
    }

    void sell(ItemRow item) {
        write(item.sold(1 + choice.number(50), choice.money()));
    }

    void delete(ItemRow item) {
        items.write(line.delete(item));
        truth.delete(item);
        choice.markGone(Choice.ITEM, item.orderId(), item.line());
    }

    ItemRow add(long orderId) {
        int next = truth.items(orderId).stream().mapToInt(ItemRow::line).max().orElse(0) + 1;
        return add(orderId, next);
    }

    ItemRow add(long orderId, int lineNumber) {
        LocalDate shipped = choice.oneIn(5) ? null : FIRST_SHIPPED.plusDays(choice.number(3_000));
        ItemRow item = new ItemRow(
                orderId,
                lineNumber,
                choice.part().orElse(1L),
                choice.supplier().orElse(1L),
                1 + choice.number(50),
                choice.money(),
                TpchData.money(choice.number(11)),
                shipped,
                choice.oneOf(MODES));
        choice.unmarkGone(Choice.ITEM, orderId, lineNumber);
        write(item);
        return item;
    }

    /** The item belongs to another order: it is deleted, and written under a key of that order. */
    void move(ItemRow item, long orderId) {
        delete(item);
        int next = truth.items(orderId).stream().mapToInt(ItemRow::line).max().orElse(0) + 1;
        choice.unmarkGone(Choice.ITEM, orderId, next);
        write(item.withKey(orderId, next));
    }

    void changePart(ItemRow item) {
        write(item.ofPart(choice.part().orElse(item.partId()), choice.supplier().orElse(item.supplierId())));
    }

    boolean reinsert() {
        Optional<Choice.Gone> gone = choice.gone(Choice.ITEM);
        gone.ifPresent(g -> add(g.id(), g.line()));
        return gone.isPresent();
    }

    private void write(ItemRow item) {
        items.write(line.upsert(item));
        truth.write(item);
    }

    void flush() {
        items.flush();
    }
}

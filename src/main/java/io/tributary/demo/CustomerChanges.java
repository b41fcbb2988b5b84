package io.tributary.demo;

import java.util.List;
import java.util.Optional;

/** Changes of customers and nations, which arrive as new CSV files. */
final class CustomerChanges {

    private static final List<String> SEGMENTS =
            List.of("AUTOMOBILE", "BUILDING", "FURNITURE", "HOUSEHOLD", "MACHINERY");
    private static final List<String> STREETS =
            List.of("Rue de l'Été", "Große Straße", "Calle Año; patio", "Via \"Vecchia\"", "Østergade\nbaghuset");
    private static final List<String> ENDINGS = List.of("", " (Łódź)", ", REPUBLIC OF", " \"NEW\"", " 中");

    private final TpchData data;
    private final TruthTables truth;
    private final Choice choice;
    private final DropWriter customers;
    private final DropWriter nations;

    CustomerChanges(TpchData data, TruthTables truth, Choice choice, DropWriter customers, DropWriter nations) {
        this.data = data;
        this.truth = truth;
        this.choice = choice;
        this.customers = customers;
        this.nations = nations;
    }

    /** A customer that is there. Without the truth it is as first generated, and one of those that have orders. */
    Optional<CustomerRow> any() {
        if (truth.kept()) {
            return choice.customer().flatMap(truth::customer);
        }
        int id = 1 + choice.number(data.customerCount());
        return Optional.of(data.customer(id % 3 == 0 ? id - 1 : id));
    }

    /** The customer lives elsewhere, mostly in another nation; returns the new row. */
    CustomerRow move(CustomerRow customer) {
        String street = choice.oneOf(STREETS) + " " + (1 + choice.number(9_999));
        CustomerRow moved =
                customer.movedTo(street, choice.oneOf(truth.nations()).id());
        write(moved);
        return moved;
    }

    void changeSegment(CustomerRow customer) {
        write(customer.inSegment(choice.oneOf(SEGMENTS)));
    }

    void delete(CustomerRow customer) {
        customers.write(CsvForm.customer(customer, true));
        truth.delete(customer);
        choice.markGone(Choice.CUSTOMER, customer.id(), 0);
    }

    /** A customer that was deleted comes back, elsewhere. */
    boolean reinsert() {
        Optional<Choice.Gone> gone = choice.gone(Choice.CUSTOMER);
        gone.ifPresent(g -> {
            choice.unmarkGone(Choice.CUSTOMER, g.id(), 0);
            move(data.customer(g.id()));
        });
        return gone.isPresent();
    }

    private void write(CustomerRow customer) {
        customers.write(CsvForm.customer(customer, false));
        truth.write(customer);
    }

    /** A nation has another name: the geo system leaves the whole list again. */
    void renameNation() {
        List<NationRow> before = truth.nations();
        NationRow nation = choice.oneOf(before);
        String plain = nation.name().replaceAll("[^A-Z ].*", "").strip();
        truth.rename(nation, plain + choice.oneOf(ENDINGS));
        truth.nations().stream().map(CsvForm::nation).forEach(nations::write);
        nations.flush();
    }

    String nationName(int id) {
        return truth.nations().stream()
                .filter(n -> n.id() == id)
                .findFirst()
                .orElseThrow()
                .name();
    }

    void flush() {
        customers.flush();
    }
}

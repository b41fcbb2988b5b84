package io.tributary.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Changes of parts and suppliers, made by SQL in tables that do not say when a row changed. */
final class CatalogChanges {

    private static final List<String> COLOURS = List.of("almond", "crème", "ivory", "navy", "rosé", "thistle");

    private final Sql sql;
    private final Choice choice;

    CatalogChanges(Sql sql, Choice choice) {
        this.sql = sql;
        this.choice = choice;
    }

    boolean renamePart() {
        return update("UPDATE PART SET NAME = ? WHERE PART_ID = ?", partName(), choice.part());
    }

    boolean pricePart() {
        return update("UPDATE PART SET PRICE = ? WHERE PART_ID = ?", choice.money(), choice.part());
    }

    boolean renameSupplier() {
        return update("UPDATE SUPPLIER SET NAME = ? WHERE SUPP_ID = ?", supplierName(), choice.supplier());
    }

    private boolean update(String statement, Object value, Optional<Long> id) {
        return id.isPresent() && sql.update(statement, value, id.get()) == 1;
    }

    boolean deletePart() {
        return delete("DELETE FROM PART WHERE PART_ID = ?", Choice.PART, choice.part());
    }

    boolean deleteSupplier() {
        return delete("DELETE FROM SUPPLIER WHERE SUPP_ID = ?", Choice.SUPPLIER, choice.supplier());
    }

    private boolean delete(String statement, String kind, Optional<Long> id) {
        if (id.isEmpty()) {
            return false;
        }
        choice.markGone(kind, id.get(), 0);
        return sql.update(statement, id.get()) == 1;
    }

    /** A part that was deleted comes back, or there is a new one. */
    boolean insertPart() {
        long id = goneOrNew(Choice.PART, "PART", "PART_ID");
        BigDecimal price = choice.money();
        return sql.update(
                        "INSERT INTO PART VALUES (?, ?, ?, ?, ?, ?, ?)",
                        id,
                        partName(),
                        choice.oneIn(4) ? null : "Brand#" + (11 + choice.number(45)),
                        "PROMO PLATED TIN",
                        1 + choice.number(50),
                        "MED BOX",
                        price)
                == 1;
    }

    /** A supplier that was deleted comes back, or there is a new one. */
    boolean insertSupplier() {
        long id = goneOrNew(Choice.SUPPLIER, "SUPPLIER", "SUPP_ID");
        return sql.update(
                        "INSERT INTO SUPPLIER VALUES (?, ?, ?, ?, ?, ?)",
                        id,
                        supplierName(),
                        "Quai " + choice.number(100),
                        choice.number(25),
                        "11-383-516-1199",
                        choice.money())
                == 1;
    }

    private long goneOrNew(String kind, String table, String column) {
        Optional<Choice.Gone> gone = choice.gone(kind);
        gone.ifPresent(g -> choice.unmarkGone(kind, g.id(), 0));
        return gone.map(Choice.Gone::id).orElseGet(() -> choice.newId(kind, table, column));
    }

    private String partName() {
        return choice.oneOf(COLOURS) + " " + choice.oneOf(COLOURS) + " " + choice.number(10_000);
    }

    private String supplierName() {
        return "Fournisseur n° " + choice.number(10_000);
    }
}

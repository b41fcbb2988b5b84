package io.tributary.demo;

import io.trino.tpch.Part;
import io.trino.tpch.Supplier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of the ERP: orders with the time of their last update, parts and suppliers without. */
final class ErpTables {

    /** Hours of the day at which the nightly jobs of old stamped what they wrote: many rows share a time. */
    private static final int BATCH_HOURS = 6;

    private final Sql sql;
    private final UpdateClock clock;

    ErpTables(Sql sql, UpdateClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void create() {
        sql.update("CREATE TABLE ORDERS (ORDER_ID BIGINT PRIMARY KEY, CUST_ID BIGINT, STATUS CHAR(1),"
                + " TOTAL_PRICE DECIMAL(15,2), ORDER_DATE DATE, PRIORITY VARCHAR(15), CLERK VARCHAR(15),"
                + " UPDATED_AT TIMESTAMP(6) NOT NULL, COMMENT VARCHAR(200))");
        sql.update("CREATE TABLE PART (PART_ID BIGINT PRIMARY KEY, NAME VARCHAR(55), BRAND VARCHAR(10),"
                + " TYPE VARCHAR(25), SIZE INT, CONTAINER VARCHAR(10), PRICE DECIMAL(15,2))");
        sql.update("CREATE TABLE SUPPLIER (SUPP_ID BIGINT PRIMARY KEY, NAME VARCHAR(60), ADDRESS VARCHAR(60),"
                + " NATION_ID BIGINT, PHONE VARCHAR(15), BALANCE DECIMAL(15,2))");
    }

    /** The index comes after the rows: keys come in one order and times in another, and the file would grow tenfold. */
    long loadOrders(TpchData data) {
        long count = sql.load(
                "INSERT INTO ORDERS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                data.orders().map(o -> orderValues(o, stamped(o))));
        sql.update("CREATE INDEX ORDERS_UPDATED ON ORDERS (UPDATED_AT, ORDER_ID)");
        return count;
    }

    private static LocalDateTime stamped(OrderRow order) {
        return order.date().atTime(18 + (int) (order.id() % BATCH_HOURS), 0);
    }

    private static @Nullable Object[] orderValues(OrderRow o, LocalDateTime updatedAt) {
        return new @Nullable Object[] {
            o.id(), o.customerId(), o.status(), o.total(), o.date(), o.priority(), o.clerk(), updatedAt, o.comment()
        };
    }

    /** One part in forty has no brand. */
    long loadParts(TpchData data) {
        return sql.load(
                "INSERT INTO PART VALUES (?, ?, ?, ?, ?, ?, ?)", data.parts().map(ErpTables::values));
    }

    private static @Nullable Object[] values(Part p) {
        return new @Nullable Object[] {
            p.getPartKey(),
            p.getName(),
            p.getPartKey() % 40 == 0 ? null : p.getBrand(),
            p.getType(),
            p.getSize(),
            p.getContainer(),
            TpchData.money(p.getRetailPriceInCents())
        };
    }

    long loadSuppliers(TpchData data) {
        return sql.load(
                "INSERT INTO SUPPLIER VALUES (?, ?, ?, ?, ?, ?)",
                data.suppliers().map(ErpTables::values));
    }

    private static @Nullable Object[] values(Supplier s) {
        return new @Nullable Object[] {
            s.getSupplierKey(),
            s.getName(),
            s.getAddress().strip(),
            s.getNationKey(),
            s.getPhone(),
            TpchData.money(s.getAccountBalanceInCents())
        };
    }

    Optional<OrderRow> order(long id) {
        return sql.first(
                "SELECT CUST_ID, STATUS, TOTAL_PRICE, ORDER_DATE, PRIORITY, CLERK, COMMENT FROM ORDERS WHERE ORDER_ID = ?",
                r -> new OrderRow(
                        id,
                        r.getLong(1),
                        r.getString(2),
                        r.getBigDecimal(3),
                        r.getObject(4, LocalDate.class),
                        r.getString(5),
                        r.getString(6),
                        r.getString(7)),
                id);
    }

    void insert(OrderRow order) {
        sql.update("INSERT INTO ORDERS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", orderValues(order, clock.next()));
    }

    void giveOrder(long id, long customerId) {
        sql.update("UPDATE ORDERS SET CUST_ID = ?, UPDATED_AT = ? WHERE ORDER_ID = ?", customerId, clock.next(), id);
    }

    void setStatus(long id, String status, BigDecimal total) {
        sql.update(
                "UPDATE ORDERS SET STATUS = ?, TOTAL_PRICE = ?, UPDATED_AT = ? WHERE ORDER_ID = ?",
                status,
                total,
                clock.next(),
                id);
    }

    void deleteOrder(long id) {
        sql.update("DELETE FROM ORDERS WHERE ORDER_ID = ?", id);
    }

    /** A row is deleted and comes back under another key, in one transaction. */
    void changeKey(OrderRow order, long newId) {
        sql.together(() -> {
            deleteOrder(order.id());
            insert(order.withId(newId));
        });
    }
}

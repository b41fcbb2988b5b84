package io.tributary.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the systems that only leave files believe: schema TRUTH with CUSTOMERS, ITEMS, NATIONS and REGIONS, and in GONE the keys
 * that were deleted anywhere. Customers and items are kept only where somebody asked for it; without, {@link #kept()} is false.
 */
final class TruthTables {

    private final Sql sql;
    private final boolean kept;

    TruthTables(Sql sql, boolean kept) {
        this.sql = sql;
        this.kept = kept;
    }

    boolean kept() {
        return kept;
    }

    void create() {
        sql.update("CREATE SCHEMA TRUTH");
        sql.update("CREATE TABLE TRUTH.NATIONS (NATION_ID INT PRIMARY KEY, NAME VARCHAR, REGION_ID INT)");
        sql.update("CREATE TABLE TRUTH.REGIONS (REGION_ID INT PRIMARY KEY, NAME VARCHAR)");
        sql.update(
                "CREATE TABLE TRUTH.CUSTOMERS (CUST_ID BIGINT PRIMARY KEY, NAME VARCHAR, ADDRESS VARCHAR,"
                        + " NATION_ID INT, PHONE VARCHAR, BALANCE DECIMAL(15,2), SEGMENT VARCHAR, SINCE DATE, COMMENT VARCHAR)");
        sql.update("CREATE TABLE TRUTH.ITEMS (ORDER_ID BIGINT, LINE INT, PART_ID BIGINT, SUPP_ID BIGINT, QUANTITY INT,"
                + " PRICE DECIMAL(15,2), DISCOUNT DECIMAL(5,2), SHIP_DATE DATE, SHIP_MODE VARCHAR,"
                + " PRIMARY KEY (ORDER_ID, LINE))");
        sql.update("CREATE TABLE TRUTH.GONE (KIND VARCHAR, ID BIGINT, LINE INT, PRIMARY KEY (KIND, ID, LINE))");
    }

    void load(TpchData data) {
        sql.load("INSERT INTO TRUTH.NATIONS VALUES (?, ?, ?)", data.nations().map(n ->
                new @Nullable Object[] {n.id(), n.name(), n.regionId()}));
        sql.load("INSERT INTO TRUTH.REGIONS VALUES (?, ?)", data.regions().map(r ->
                new @Nullable Object[] {r.id(), r.name()}));
        if (kept) {
            sql.load(
                    "INSERT INTO TRUTH.CUSTOMERS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    data.customers().map(TruthTables::values));
            sql.load(
                    "INSERT INTO TRUTH.ITEMS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    data.items().map(TruthTables::values));
            sql.update("CREATE INDEX ORDERS_CUSTOMER ON ORDERS (CUST_ID)");
        }
    }

    private static @Nullable Object[] values(CustomerRow c) {
        return new @Nullable Object[] {
            c.id(), c.name(), c.address(), c.nationId(), c.phone(), c.balance(), c.segment(), c.since(), c.comment()
        };
    }

    private static @Nullable Object[] values(ItemRow i) {
        return new @Nullable Object[] {
            i.orderId(),
            i.line(),
            i.partId(),
            i.supplierId(),
            i.quantity(),
            i.price(),
            i.discount(),
            i.shipDate(),
            i.shipMode()
        };
    }

    List<NationRow> nations() {
        return sql.list(
                "SELECT NATION_ID, NAME, REGION_ID FROM TRUTH.NATIONS ORDER BY NATION_ID",
                r -> new NationRow(r.getInt(1), r.getString(2), r.getInt(3)));
    }

    void rename(NationRow nation, String name) {
        sql.update("UPDATE TRUTH.NATIONS SET NAME = ? WHERE NATION_ID = ?", name, nation.id());
    }

    Optional<CustomerRow> customer(long id) {
        return sql.first("SELECT * FROM TRUTH.CUSTOMERS WHERE CUST_ID = ?", TruthTables::customer, id);
    }

    private static CustomerRow customer(ResultSet r) throws SQLException {
        return new CustomerRow(
                r.getLong(1),
                r.getString(2),
                r.getString(3),
                r.getInt(4),
                r.getString(5),
                r.getBigDecimal(6),
                r.getString(7),
                r.getObject(8, LocalDate.class),
                r.getString(9));
    }

    void write(CustomerRow customer) {
        if (kept) {
            sql.update("MERGE INTO TRUTH.CUSTOMERS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values(customer));
        }
    }

    void delete(CustomerRow customer) {
        sql.update("DELETE FROM TRUTH.CUSTOMERS WHERE CUST_ID = ?", customer.id());
    }

    List<ItemRow> items(long orderId) {
        return sql.list("SELECT * FROM TRUTH.ITEMS WHERE ORDER_ID = ? ORDER BY LINE", TruthTables::item, orderId);
    }

    private static ItemRow item(ResultSet r) throws SQLException {
        return new ItemRow(
                r.getLong(1),
                r.getInt(2),
                r.getLong(3),
                r.getLong(4),
                r.getInt(5),
                r.getBigDecimal(6),
                r.getBigDecimal(7),
                r.getObject(8, LocalDate.class),
                r.getString(9));
    }

    void write(ItemRow item) {
        if (kept) {
            sql.update("MERGE INTO TRUTH.ITEMS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values(item));
        }
    }

    void delete(ItemRow item) {
        sql.update("DELETE FROM TRUTH.ITEMS WHERE ORDER_ID = ? AND LINE = ?", item.orderId(), item.line());
    }
}

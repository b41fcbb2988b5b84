package io.tributary.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Picks rows at random by asking the database, so that nothing is remembered here; the same seed picks the same rows. */
final class Choice {

    static final String CUSTOMER = "customer";
    static final String ORDER = "order";
    static final String ITEM = "item";
    static final String PART = "part";
    static final String SUPPLIER = "supplier";

    private static final int DEAREST_CENTS = 50_000_00;

    private final Sql sql;
    private final Random random;

    Choice(Sql sql, Random random) {
        this.sql = sql;
        this.random = random;
    }

    Optional<Long> customer() {
        return any("TRUTH.CUSTOMERS", "CUST_ID");
    }

    Optional<Long> order() {
        return any("ORDERS", "ORDER_ID");
    }

    Optional<Long> part() {
        return any("PART", "PART_ID");
    }

    Optional<Long> supplier() {
        return any("SUPPLIER", "SUPP_ID");
    }

    /** An order that has items in the truth, or had: some of these orders are gone. */
    Optional<Long> orderOfItems() {
        return any("TRUTH.ITEMS", "ORDER_ID");
    }

    /** The first key at or after a random one, or the first of all. */
    private Optional<Long> any(String table, String column) {
        long last = last(table, column);
        if (last == 0) {
            return Optional.empty();
        }
        long from = 1 + (long) (random.nextDouble() * last);
        // Not MIN(): H2 would read every key from there on.
        return number(
                "SELECT " + column + " FROM " + table + " WHERE " + column + " >= ? ORDER BY " + column + " LIMIT 1",
                from);
    }

    /** A key that no row has or had, of the tables that give keys: orders, parts and suppliers. */
    long newId(String kind, String table, String column) {
        long gone = number("SELECT COALESCE(MAX(ID), 0) FROM TRUTH.GONE WHERE KIND = ?", kind)
                .orElse(0L);
        return Math.max(last(table, column), gone) + 1;
    }

    private long last(String table, String column) {
        return number("SELECT COALESCE(MAX(" + column + "), 0) FROM " + table).orElse(0L);
    }

    private Optional<Long> number(String query, Object... values) {
        return sql.first(query, r -> r.getLong(1), values);
    }

    /** The key of a deleted row: its id, and its line if it is an item. */
    record Gone(long id, int line) {}

    Optional<Gone> gone(String kind) {
        long count =
                number("SELECT COUNT(*) FROM TRUTH.GONE WHERE KIND = ?", kind).orElse(0L);
        if (count == 0) {
            return Optional.empty();
        }
        return sql.first(
                "SELECT ID, LINE FROM TRUTH.GONE WHERE KIND = ? ORDER BY ID, LINE LIMIT 1 OFFSET ?",
                r -> new Gone(r.getLong(1), r.getInt(2)),
                kind,
                random.nextLong(count));
    }

    void markGone(String kind, long id, int line) {
        sql.update("MERGE INTO TRUTH.GONE VALUES (?, ?, ?)", kind, id, line);
    }

    void unmarkGone(String kind, long id, int line) {
        sql.update("DELETE FROM TRUTH.GONE WHERE KIND = ? AND ID = ? AND LINE = ?", kind, id, line);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    BigDecimal money() {
        return TpchData.money(1 + random.nextInt(DEAREST_CENTS));
    }
}

package io.tributary.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** order_overview in SQL: every order, with its customer's name and segment, and its items with part and supplier. */
final class ExpectedOrders implements SqlOracle.ExpectedView {

    private static final String ORDERS = """
            SELECT o.ORDER_ID, o.ORDER_DATE, o.STATUS, o.PRIORITY, o.TOTAL_PRICE, o.CUST_ID, c.NAME, c.SEGMENT,
              (SELECT COUNT(*) FROM TRUTH.ITEMS i WHERE i.ORDER_ID = o.ORDER_ID) AS ITEMS
            FROM ORDERS o LEFT JOIN TRUTH.CUSTOMERS c ON c.CUST_ID = o.CUST_ID
            WHERE o.ORDER_ID BETWEEN ? AND ? ORDER BY o.ORDER_ID""";

    private static final String ITEMS = """
            SELECT i.ORDER_ID, i.LINE, i.QUANTITY, i.PRICE, i.SHIP_DATE, p.NAME AS PART, s.NAME AS SUPPLIER
            FROM ORDERS o JOIN TRUTH.ITEMS i ON i.ORDER_ID = o.ORDER_ID
              LEFT JOIN PART p ON p.PART_ID = i.PART_ID
              LEFT JOIN SUPPLIER s ON s.SUPP_ID = i.SUPP_ID
            WHERE o.ORDER_ID BETWEEN ? AND ? ORDER BY i.ORDER_ID, i.LINE""";

    private final Sql sql;

    ExpectedOrders(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "order_overview";
    }

    @Override
    public List<Long> keysAfter(long key, int limit) {
        return sql.list(
                "SELECT ORDER_ID FROM ORDERS WHERE ORDER_ID > ? ORDER BY ORDER_ID LIMIT ?",
                r -> r.getLong(1),
                key,
                limit);
    }

    @Override
    public Set<Long> existing(List<Long> keys) {
        return new HashSet<>(sql.list(
                "SELECT ORDER_ID FROM ORDERS WHERE ORDER_ID = ANY(?)", r -> r.getLong(1), (Object) keys.toArray()));
    }

    @Override
    public Map<Long, Map<String, Object>> documents(long first, long last) {
        Map<Long, Map<String, Object>> documents = new LinkedHashMap<>();
        sql.list(ORDERS, r -> documents.put(r.getLong(1), order(r)), first, last);
        sql.list(ITEMS, r -> items(documents, r).add(item(r)), first, last);
        return documents;
    }

    private static Map<String, Object> order(ResultSet r) throws SQLException {
        return Fields.of(
                "orderId", r.getLong("ORDER_ID"),
                "orderDate", Fields.date(r, "ORDER_DATE"),
                "status", r.getString("STATUS"),
                "priority", r.getString("PRIORITY"),
                "total", r.getBigDecimal("TOTAL_PRICE"),
                "customer",
                        Fields.of(
                                "customerId", r.getLong("CUST_ID"),
                                "name", r.getString("NAME"),
                                "segment", r.getString("SEGMENT")),
                "items", new ArrayList<>(),
                "itemCount", r.getLong("ITEMS"));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> items(Map<Long, Map<String, Object>> documents, ResultSet r) throws SQLException {
        return (List<Object>) documents.get(r.getLong("ORDER_ID")).get("items");
    }

    private static Map<String, Object> item(ResultSet r) throws SQLException {
        return Fields.of(
                "line", r.getInt("LINE"),
                "quantity", r.getInt("QUANTITY"),
                "price", r.getBigDecimal("PRICE"),
                "shipDate", Fields.date(r, "SHIP_DATE"),
                "part", r.getString("PART"),
                "supplier", r.getString("SUPPLIER"));
    }
}

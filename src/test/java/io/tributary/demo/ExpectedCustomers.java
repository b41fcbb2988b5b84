package io.tributary.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** customer_360 in SQL: every customer, with its nation and region by name, its orders with their items, and totals over them. */
final class ExpectedCustomers implements SqlOracle.ExpectedView {

    private static final String CUSTOMERS = """
            SELECT c.CUST_ID, c.NAME, c.SEGMENT, c.BALANCE, c.SINCE, c.ADDRESS, c.PHONE, n.NAME AS NATION, r.NAME AS REGION,
              (SELECT COUNT(*) FROM ORDERS o WHERE o.CUST_ID = c.CUST_ID) AS ORDERS,
              (SELECT COALESCE(SUM(o.TOTAL_PRICE), 0) FROM ORDERS o WHERE o.CUST_ID = c.CUST_ID) AS SPENT,
              (SELECT COUNT(*) FROM ORDERS o JOIN TRUTH.ITEMS i ON i.ORDER_ID = o.ORDER_ID
                WHERE o.CUST_ID = c.CUST_ID) AS ITEMS,
              (SELECT COALESCE(SUM(i.QUANTITY), 0) FROM ORDERS o JOIN TRUTH.ITEMS i ON i.ORDER_ID = o.ORDER_ID
                WHERE o.CUST_ID = c.CUST_ID) AS PIECES,
              (SELECT MAX(o.ORDER_DATE) FROM ORDERS o WHERE o.CUST_ID = c.CUST_ID) AS LAST_ORDER
            FROM TRUTH.CUSTOMERS c
              LEFT JOIN TRUTH.NATIONS n ON n.NATION_ID = c.NATION_ID
              LEFT JOIN TRUTH.REGIONS r ON r.REGION_ID = n.REGION_ID
            WHERE c.CUST_ID BETWEEN ? AND ? ORDER BY c.CUST_ID""";

    private static final String ORDERS = """
            SELECT o.CUST_ID, o.ORDER_ID, o.ORDER_DATE, o.STATUS, o.PRIORITY, o.TOTAL_PRICE,
              (SELECT COALESCE(SUM(i.QUANTITY), 0) FROM TRUTH.ITEMS i WHERE i.ORDER_ID = o.ORDER_ID) AS PIECES
            FROM ORDERS o JOIN TRUTH.CUSTOMERS c ON c.CUST_ID = o.CUST_ID
            WHERE c.CUST_ID BETWEEN ? AND ? ORDER BY o.CUST_ID, o.ORDER_DATE, o.ORDER_ID""";

    private static final String ITEMS = """
            SELECT i.ORDER_ID, i.LINE, i.PART_ID, p.NAME, p.BRAND, i.QUANTITY, i.PRICE, i.DISCOUNT, i.SHIP_DATE, i.SHIP_MODE
            FROM TRUTH.CUSTOMERS c JOIN ORDERS o ON o.CUST_ID = c.CUST_ID
              JOIN TRUTH.ITEMS i ON i.ORDER_ID = o.ORDER_ID
              LEFT JOIN PART p ON p.PART_ID = i.PART_ID
            WHERE c.CUST_ID BETWEEN ? AND ? ORDER BY i.ORDER_ID, i.LINE""";

    private final Sql sql;

    ExpectedCustomers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "customer_360";
    }

    @Override
    public List<Long> keysAfter(long key, int limit) {
        return sql.list(
                "SELECT CUST_ID FROM TRUTH.CUSTOMERS WHERE CUST_ID > ? ORDER BY CUST_ID LIMIT ?",
                r -> r.getLong(1),
                key,
                limit);
    }

    @Override
    public Set<Long> existing(List<Long> keys) {
        return new HashSet<>(
                sql.list("SELECT CUST_ID FROM TRUTH.CUSTOMERS WHERE CUST_ID = ANY(?)", r -> r.getLong(1), (Object)
                        keys.toArray()));
    }

    @Override
    public Map<Long, Map<String, Object>> documents(long first, long last) {
        Map<Long, Map<String, Object>> documents = new LinkedHashMap<>();
        sql.list(CUSTOMERS, r -> documents.put(r.getLong(1), customer(r)), first, last);
        Map<Long, List<Object>> itemsOfOrders = new HashMap<>();
        sql.list(ORDERS, r -> orders(documents, r).add(order(r, itemsOfOrders)), first, last);
        sql.list(ITEMS, r -> itemsOfOrders.get(r.getLong(1)).add(item(r)), first, last);
        return documents;
    }

    private static Map<String, Object> customer(ResultSet r) throws SQLException {
        return Fields.of(
                "customerId", r.getLong("CUST_ID"),
                "name", r.getString("NAME"),
                "segment", r.getString("SEGMENT"),
                "balance", r.getBigDecimal("BALANCE"),
                "since", Fields.date(r, "SINCE"),
                "contact", Fields.of("address", r.getString("ADDRESS"), "phone", r.getString("PHONE")),
                "nation", r.getString("NATION"),
                "region", r.getString("REGION"),
                "orders", new ArrayList<>(),
                "totals", totals(r));
    }

    private static Map<String, Object> totals(ResultSet r) throws SQLException {
        BigDecimal spent = r.getBigDecimal("SPENT");
        long orders = r.getLong("ORDERS");
        return Fields.of(
                "orders",
                orders,
                "items",
                r.getLong("ITEMS"),
                "spent",
                spent,
                "average",
                orders == 0 ? null : spent.divide(BigDecimal.valueOf(orders), 10, RoundingMode.HALF_EVEN),
                "lastOrder",
                Fields.date(r, "LAST_ORDER"),
                "pieces",
                r.getLong("PIECES"));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> orders(Map<Long, Map<String, Object>> documents, ResultSet r) throws SQLException {
        return (List<Object>) documents.get(r.getLong("CUST_ID")).get("orders");
    }

    private static Map<String, Object> order(ResultSet r, Map<Long, List<Object>> itemsOfOrders) throws SQLException {
        List<Object> items = new ArrayList<>();
        itemsOfOrders.put(r.getLong("ORDER_ID"), items);
        return Fields.of(
                "orderId", r.getLong("ORDER_ID"),
                "orderDate", Fields.date(r, "ORDER_DATE"),
                "status", r.getString("STATUS"),
                "priority", r.getString("PRIORITY"),
                "total", r.getBigDecimal("TOTAL_PRICE"),
                "pieces", r.getLong("PIECES"),
                "items", items);
    }

    private static Map<String, Object> item(ResultSet r) throws SQLException {
        return Fields.of(
                "line", r.getInt("LINE"),
                "part",
                        Fields.of(
                                "partId", r.getLong("PART_ID"),
                                "name", r.getString("NAME"),
                                "brand", r.getString("BRAND")),
                "quantity", r.getInt("QUANTITY"),
                "price", r.getBigDecimal("PRICE"),
                "discount", r.getBigDecimal("DISCOUNT"),
                "shipDate", Fields.date(r, "SHIP_DATE"),
                "shipMode", r.getString("SHIP_MODE"));
    }
}

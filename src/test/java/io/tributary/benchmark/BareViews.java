package io.tributary.benchmark;

import static io.tributary.benchmark.CompanyTable.CUSTOMERS;
import static io.tributary.benchmark.CompanyTable.ITEMS;
import static io.tributary.benchmark.CompanyTable.NATIONS;
import static io.tributary.benchmark.CompanyTable.ORDERS;
import static io.tributary.benchmark.CompanyTable.REGIONS;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * The limit: one {@code $in} per level for all keys, with the fields that the view shows, documents assembled by hand, one unordered
 * bulk of upserts. No revisions, no tombstones, no conditions, nothing kept for whoever comes later.
 */
final class BareViews implements PlainViews.Maker {

    static final PlainViews CONTESTANT = new PlainViews(
            "bare loop",
            "one `$in` query per level for " + PlainViews.CHUNK
                    + " views, assembled by hand, one unordered bulk of replaceOne " + "upserts; builder threads: "
                    + PlainViews.THREADS,
            "no revisions: of two builders the slower one wins, with older data; no tombstones; one view, written by hand",
            new BareViews());

    /** Documents in one answer of the server, as with Tributary. */
    private static final int ANSWER = 5_000;

    /** Values in one query, as Tributary asks: longer lists are much slower on DocumentDB. */
    private static final int IN = 250;

    private static final Comparator<Document> BY_DATE = Comparator.comparing(
                    (Document order) -> order.getDate("orderDate"))
            .thenComparing(o -> o.getLong("orderId"));

    @Override
    public void make(PlainCompany company, List<Long> keys, MongoCollection<Document> views) {
        List<Document> customers =
                find(company, CUSTOMERS, "_id", keys, "name", "address", "nationId", "phone", "balance", "segment");
        Map<Object, List<Document>> nations =
                by("_id", find(company, NATIONS, "_id", values(customers, "nationId"), "name", "regionId"));
        Map<Object, List<Document>> regions =
                by("_id", find(company, REGIONS, "_id", values(nations.values(), "regionId"), "name"));
        List<Document> orders = find(
                company,
                ORDERS,
                "customerId",
                keys,
                "orderId",
                "customerId",
                "status",
                "total",
                "orderDate",
                "priority");
        Map<Object, List<Document>> items = by(
                "orderId",
                find(
                        company,
                        ITEMS,
                        "orderId",
                        values(orders, "orderId"),
                        "orderId",
                        "line",
                        "quantity",
                        "price",
                        "discount",
                        "shipMode",
                        "change"));
        Map<Object, List<Document>> ordersOf = by("customerId", orders);
        List<ReplaceOneModel<Document>> writes = new ArrayList<>(keys.size());
        for (Document customer : customers) {
            Document nation = nations.get(customer.get("nationId")).get(0);
            Document view = view(
                    customer,
                    nation,
                    regions.get(nation.get("regionId")).get(0),
                    ordersOf.getOrDefault(customer.get("_id"), new ArrayList<>()),
                    items);
            writes.add(
                    new ReplaceOneModel<>(Filters.eq("_id", view.get("_id")), view, new ReplaceOptions().upsert(true)));
        }
        views.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    private static List<Document> find(
            PlainCompany company, CompanyTable table, String field, Collection<?> in, String... fields) {
        List<Object> all = List.copyOf(in);
        List<Document> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i += IN) {
            company.of(table)
                    .find(Filters.in(field, all.subList(i, Math.min(all.size(), i + IN))))
                    .projection(Projections.include(fields))
                    .batchSize(ANSWER)
                    .into(found);
        }
        return found;
    }

    private static Collection<Object> values(Collection<List<Document>> documents, String field) {
        return values(documents.stream().flatMap(List::stream).toList(), field);
    }

    private static Collection<Object> values(List<Document> documents, String field) {
        return documents.stream()
                .map(document -> document.get(field))
                .distinct()
                .toList();
    }

    private static Map<Object, List<Document>> by(String field, List<Document> documents) {
        Map<Object, List<Document>> by = new HashMap<>();
        for (Document document : documents) {
            by.computeIfAbsent(document.get(field), key -> new ArrayList<>()).add(document);
        }
        return by;
    }

    private static Document view(
            Document customer,
            Document nation,
            Document region,
            List<Document> orders,
            Map<Object, List<Document>> itemsOf) {
        BigDecimal spent = BigDecimal.ZERO;
        Long lastChange = null;
        List<Document> shown = new ArrayList<>(orders.size());
        orders.sort(BY_DATE);
        for (Document order : orders) {
            spent = spent.add(order.get("total", Decimal128.class).bigDecimalValue());
            List<Document> items = itemsOf.getOrDefault(order.get("orderId"), new ArrayList<>());
            items.sort(Comparator.comparing(item -> item.getInteger("line")));
            for (Document item : items) {
                item.remove("_id");
                item.remove("orderId");
                Long change = item.getLong("change");
                lastChange = lastChange == null || change > lastChange ? change : lastChange;
            }
            order.remove("_id");
            order.remove("customerId");
            shown.add(order.append("items", items));
        }
        Document view = new Document("_id", customer.get("_id"))
                .append("customerId", customer.get("_id"))
                .append("name", customer.get("name"))
                .append("segment", customer.get("segment"))
                .append("balance", customer.get("balance"))
                .append("nation", nation.get("name"))
                .append("region", region.get("name"))
                .append(
                        "contact",
                        new Document("phone", customer.get("phone")).append("address", customer.get("address")))
                .append("orders", shown)
                .append("orderCount", (long) orders.size())
                .append("spent", new Decimal128(spent));
        return lastChange == null ? view : view.append("lastChange", lastChange);
    }
}

package io.tributary.demo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/**
 * What the single views have to say, by SQL joins over the ERP's own tables and the truth that {@link LiveChanges} keeps of the
 * systems that only leave files. It knows nothing of Tributary's definitions.
 *
 * <p>An object without fields counts as absent: there is nothing in it to be wrong.
 */
public final class SqlOracle implements AutoCloseable {

    private static final int PAGE = 200;

    /** One view as SQL sees it: its keys in pages, and the documents from one key to another. */
    interface ExpectedView {
        String name();

        List<Long> keysAfter(long key, int limit);

        Set<Long> existing(List<Long> keys);

        /** The documents of the keys from first to last, in order of their keys. */
        Map<Long, Map<String, Object>> documents(long first, long last);
    }

    private final Sql sql;
    private final List<ExpectedView> views;

    /** The company must have been created with its truth. */
    public SqlOracle(TradingCompany company) {
        if (!company.withTruth()) {
            throw new IllegalArgumentException("the oracle needs a company that was created with its truth");
        }
        sql = company.connect();
        views = List.of(new ExpectedCustomers(sql), new ExpectedOrders(sql));
    }

    ExpectedView view(String name) {
        return views.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Compares every document of customer_360 and order_overview with what SQL says, ignoring {@code _meta}; tombstones count as
     * absent.
     *
     * @return one line for each missing and each surplus document and each different field, with view, key and path; empty if all
     *     is as it should be
     */
    public List<String> differences(MongoDatabase database, String collectionPrefix) {
        List<String> differences = new ArrayList<>();
        for (ExpectedView view : views) {
            MongoCollection<Document> stored = database.getCollection(collectionPrefix + view.name());
            compareExpected(view, stored, differences);
            findSurplus(view, stored, differences);
        }
        return differences;
    }

    private static void compareExpected(ExpectedView view, MongoCollection<Document> stored, List<String> differences) {
        for (List<Long> keys = view.keysAfter(Long.MIN_VALUE, PAGE);
                !keys.isEmpty();
                keys = view.keysAfter(keys.get(keys.size() - 1), PAGE)) {
            Map<Long, Document> found = new HashMap<>();
            stored.find(Filters.in("_id", keys)).forEach(d -> found.put(key(d), d));
            view.documents(keys.get(0), keys.get(keys.size() - 1))
                    .forEach(
                            (key, expected) -> compare(view.name() + " " + key, expected, found.get(key), differences));
        }
    }

    private static void compare(String place, Map<String, Object> expected, Document stored, List<String> differences) {
        if (stored == null || isTombstone(stored)) {
            differences.add(place + ": missing" + (stored == null ? "" : " (a tombstone)"));
            return;
        }
        Map<String, Object> actual = new TreeMap<>(stored);
        actual.remove("_id");
        actual.remove("_meta");
        DocumentDifferences.find(place, expected, actual, differences);
    }

    private static void findSurplus(ExpectedView view, MongoCollection<Document> stored, List<String> differences) {
        List<Long> page = new ArrayList<>();
        for (Document document : stored.find().projection(Projections.include("_id", "_meta.deletedAt"))) {
            if (!isTombstone(document)) {
                page.add(key(document));
            }
            if (page.size() == PAGE) {
                surplusOf(view, page, differences);
                page.clear();
            }
        }
        surplusOf(view, page, differences);
    }

    private static void surplusOf(ExpectedView view, List<Long> keys, List<String> differences) {
        Set<Long> existing = view.existing(keys);
        keys.stream()
                .filter(k -> !existing.contains(k))
                .forEach(k -> differences.add(view.name() + " " + k + ": surplus"));
    }

    private static boolean isTombstone(Document document) {
        return document.getEmbedded(List.of("_meta", "deletedAt"), Object.class) != null;
    }

    private static long key(Document document) {
        return document.get("_id", Number.class).longValue();
    }

    @Override
    public void close() {
        sql.close();
    }
}

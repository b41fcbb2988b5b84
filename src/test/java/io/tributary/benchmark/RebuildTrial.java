package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.tributary.benchmark.Contest.Measured;
import io.tributary.projection.Meta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * One measured run of one contestant that makes all views. Triggers of all keys wait on the queue when the clock starts, and one view has
 * been made before. After the clock has stopped every view is compared with what it has to be.
 *
 * @param views how many
 * @param again whether all of them are there already, so that they are replaced
 * @param times how often they are made within the run, one time after the other
 */
record RebuildTrial(CustomerSites sites, ViewContestant contestant, int views, boolean again, int times) {

    private static final int COMPARED_AT_ONCE = 200;

    /**
     * Runs.
     *
     * @throws IllegalStateException if a view is not what it has to be
     */
    Measured run(Engines engines, String id) throws Exception {
        CustomerSite site = sites.on(engines);
        List<Long> keys = keys(site.company());
        site.views().drop();
        try (ViewContestant.Running running = contestant.start(site, id)) {
            site.trigger(running.queue(), again ? keys : keys.subList(0, 1));
            site.awaitEmpty(running.queue());
            double seconds = 0;
            double cpuSeconds = 0;
            for (int i = 0; i < times; i++) {
                running.hold();
                site.trigger(running.queue(), keys);
                Clocked clocked = Clocked.of(() -> {
                    running.release();
                    site.awaitEmpty(running.queue());
                });
                seconds += clocked.seconds();
                cpuSeconds += clocked.cpuSeconds();
            }
            running.hold();
            verify(site.company(), running.views(), keys, Map.of());
            return new Measured((double) keys.size() * times, seconds, cpuSeconds, Map.of());
        }
    }

    /** As many customers as there are views to make, from the first to the last one. */
    private List<Long> keys(TpchCompany company) {
        List<Long> all = List.copyOf(company.customers().keySet());
        return IntStream.range(0, views)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / views)))
                .toList();
    }

    /**
     * Compares views with the rows.
     *
     * @param changes the number of the last change of those customers who had one
     */
    static void verify(TpchCompany company, MongoCollection<Document> views, List<Long> keys, Map<Long, Long> changes) {
        CustomerView right = new CustomerView(company);
        SortedMap<Long, TpchCompany.Customer> customers = company.customers();
        for (int i = 0; i < keys.size(); i += COMPARED_AT_ONCE) {
            List<Long> some = keys.subList(i, Math.min(keys.size(), i + COMPARED_AT_ONCE));
            Map<Object, Document> found = new HashMap<>();
            views.find(Filters.in("_id", some))
                    .projection(Projections.exclude(Meta.META))
                    .forEach(view -> found.put(view.get("_id"), view));
            for (Long key : some) {
                Document expected = right.of(customers.get(key), changes.getOrDefault(key, 0L));
                String difference =
                        difference("", CustomerView.comparable(found.get(key)), CustomerView.comparable(expected));
                if (!difference.isEmpty()) {
                    throw new IllegalStateException("the view of customer " + key + ": " + difference);
                }
            }
        }
    }

    /** The first place where two values differ, with both; empty where they do not. */
    private static String difference(String path, Object found, Object right) {
        if (Objects.equals(found, right)) {
            return "";
        }
        if (found instanceof Map<?, ?> map && right instanceof Map<?, ?> other) {
            Set<Object> names = new TreeSet<>(map.keySet());
            names.addAll(other.keySet());
            return names.stream()
                    .map(name -> difference(path + "." + name, map.get(name), other.get(name)))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElseThrow();
        }
        if (found instanceof List<?> list && right instanceof List<?> other && list.size() == other.size()) {
            return IntStream.range(0, list.size())
                    .mapToObj(i -> difference(path + "[" + i + "]", list.get(i), other.get(i)))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElseThrow();
        }
        return path + " is " + found + "; " + right + " would be right";
    }
}

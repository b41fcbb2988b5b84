package com.example.restaurant;

import io.tributary.view.ViewFunction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dish that was ordered most often; of several the first by name. A view names it {@code function: favouriteDish}. */
public final class FavouriteDish implements ViewFunction {

    @Override
    public Object apply(Map<String, Object> values) {
        Map<String, Integer> times = new TreeMap<>();
        for (Object order : (List<?>) values.get("orders")) {
            for (Object dish : (List<?>) order) {
                times.merge((String) dish, 1, Integer::sum);
            }
        }
        return times.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}

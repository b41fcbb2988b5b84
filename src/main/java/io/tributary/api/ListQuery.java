package io.tributary.api;

import io.tributary.record.Key;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a list is to hold.
 *
 * @param filters conditions that all have to be met, each the equality of one field with one typed value
 * @param unindexed the filtered fields for which there is no index
 * @param limit how many documents at most
 * @param after the key behind which the page begins, or null for the first page
 * @param meta whether Tributary's own fields are shown
 */
record ListQuery(
        List<Bson> filters,
        List<String> unindexed,
        int limit,
        @Nullable Key after,
        boolean meta) {}

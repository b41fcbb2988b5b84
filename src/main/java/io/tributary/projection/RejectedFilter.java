package io.tributary.projection;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected records are meant: those that fulfil all of it.
 *
 * @param ids these only; all if it is empty
 * @param reason a part of the reason, in capitals or not
 * @param since rejected at this time or later
 * @param until rejected before this time
 */
public record RejectedFilter(
        List<String> ids,
        @Nullable String topic,
        @Nullable String projection,
        @Nullable String source,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** All of them. */
    public static final RejectedFilter ALL = new RejectedFilter(List.of(), null, null, null, null, null, null);

    /** Those of one agent. */
    public static RejectedFilter ofSource(String source) {
        return new RejectedFilter(List.of(), null, null, source, null, null, null);
    }

    /** What the database can filter; {@link #matches} says the rest. */
    Bson query() {
        List<Bson> all = new ArrayList<>();
        if (!ids.isEmpty()) {
            all.add(Filters.in("_id", ids));
        }
        add(all, "topic", topic);
        add(all, RejectedRecords.PROJECTION, projection);
        add(all, "source", source);
        if (since != null) {
            all.add(Filters.gte(RejectedRecords.REJECTED_AT, Date.from(since)));
        }
        if (until != null) {
            all.add(Filters.lt(RejectedRecords.REJECTED_AT, Date.from(until)));
        }
        return all.isEmpty() ? new Document() : Filters.and(all);
    }

    /** Whether the database can filter all of it. */
    boolean isQuery() {
        return reason == null;
    }

    /** What the database is not asked: not every one that we work with has regular expressions that agree. */
    boolean matches(Document record) {
        return reason == null
                || String.valueOf(record.getString("reason"))
                        .toLowerCase(Locale.ROOT)
                        .contains(reason.toLowerCase(Locale.ROOT));
    }

    private static void add(List<Bson> all, String field, @Nullable String value) {
        if (value != null) {
            all.add(Filters.eq(field, value));
        }
    }
}
